package dev.tapedeck.cassette;

/** When a client that is being recorded gets its answer's last byte. */
public enum Acknowledge {
    /** When the interaction is durable: what a client has seen whole survives a crash. */
    DURABLE,
    /** As soon as it is there; the interaction is stored afterwards, and a crash in between leaves it incomplete. */
    IMMEDIATE
}
