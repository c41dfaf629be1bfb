package dev.tapedeck.web.api;

/** A build whose state is damaged. */
record UnreadableBuildView(String id, String message) {}
