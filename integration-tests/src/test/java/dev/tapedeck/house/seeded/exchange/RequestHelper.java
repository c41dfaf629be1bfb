package dev.tapedeck.house.seeded.exchange;

/** Named for nothing. */
public final class RequestHelper {}
