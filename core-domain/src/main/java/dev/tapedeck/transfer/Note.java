package dev.tapedeck.transfer;

/**
 * Something worth knowing about one place of a file or a cassette.
 *
 * @param place where, such as {@code interaction 3}
 * @param text for people; no secret, no prompt
 */
public record Note(String place, String text) {}
