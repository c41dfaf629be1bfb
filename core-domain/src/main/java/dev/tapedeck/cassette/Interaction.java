package dev.tapedeck.cassette;

/**
 * One recorded call.
 *
 * @param number its number in the take, from 1, in the order in which the calls started
 * @param ticket what was asked
 * @param ending what came of it
 */
public record Interaction(int number, Ticket ticket, Ending ending) {
    public Outcome outcome() {
        return ending.outcome();
    }
}
