package dev.tapedeck.storage.document;

import dev.tapedeck.cassette.Ticket;

/** The first half of an interaction: a call that has begun. */
public record NumberedTicket(int number, Ticket ticket) {}
