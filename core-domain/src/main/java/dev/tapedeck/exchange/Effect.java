package dev.tapedeck.exchange;

/** What a call does to the world. Every operation declares it; there is no default. */
public enum Effect {
    /** Reads, listings, inference: it may cost money, but making it twice changes nothing. May be retried. */
    SAFE,
    /**
     * Submits, uploads, cancels, deletes, or nobody knows: making it twice may do it twice. Never retried, and refused in
     * a plan.
     */
    EFFECT
}
