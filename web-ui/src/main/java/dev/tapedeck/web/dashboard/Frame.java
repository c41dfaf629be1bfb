package dev.tapedeck.web.dashboard;

import java.util.List;

/**
 * What stands around the content of every page.
 *
 * @param title what the browser calls the page
 * @param rooms the way to the other pages
 * @param deck what calls without a session of their own run into
 * @param assets where styles and scripts are
 */
public record Frame(String title, List<Room> rooms, Deck deck, Assets assets) {
    public Frame {
        rooms = List.copyOf(rooms);
    }

    /**
     * One entry of the navigation.
     *
     * @param icon the name of its symbol
     * @param badge a count worth seeing from everywhere; 0 for none
     * @param urgent whether the count asks for attention
     */
    public record Room(String name, String path, String icon, boolean here, long badge, boolean urgent) {}

    /**
     * @param mode the mode's id
     * @param cassette the default cassette's name; nothing where none is used
     */
    public record Deck(String mode, String cassette) {}
}
