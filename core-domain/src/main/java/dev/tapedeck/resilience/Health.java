package dev.tapedeck.resilience;

/** What the end of a call says about the service's health. */
public enum Health {
    SUCCESS,
    /** it speaks of the service: 5xx, time-outs, transport */
    FAILURE,
    /** it speaks of the client: a bad prompt, a client that left */
    NEUTRAL
}
