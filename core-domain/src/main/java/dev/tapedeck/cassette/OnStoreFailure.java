package dev.tapedeck.cassette;

/** What becomes of calls in a mode that records while the store doesn't answer. */
public enum OnStoreFailure {
    /** They are refused before the provider is called: nothing is paid for that can't be kept. */
    REFUSE,
    /** They go live unrecorded. */
    PASS
}
