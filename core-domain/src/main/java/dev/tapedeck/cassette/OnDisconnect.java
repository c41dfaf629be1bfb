package dev.tapedeck.cassette;

/** What becomes of a recording whose client goes away. */
public enum OnDisconnect {
    /** The upstream's answer is read to its end and recorded. */
    DRAIN,
    /** The interaction is dropped and the upstream call broken off. */
    DISCARD
}
