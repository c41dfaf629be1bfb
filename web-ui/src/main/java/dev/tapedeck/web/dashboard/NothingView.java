package dev.tapedeck.web.dashboard;

/**
 * What a page says that isn't there.
 *
 * @param what what was looked for
 * @param next where to go from here, in a sentence
 */
public record NothingView(String what, String next) {}
