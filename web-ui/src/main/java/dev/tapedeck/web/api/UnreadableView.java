package dev.tapedeck.web.api;

/**
 * One of a list that can't be read.
 *
 * @param message why, and what can be done
 */
record UnreadableView(String id, String message) {}
