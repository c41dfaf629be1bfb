package dev.tapedeck.resilience;

import java.time.Duration;
import java.util.Optional;

/** What a retry policy says about a failed attempt. */
public sealed interface Verdict {
    /** Make it again after this wait. */
    record Retry(Duration delay) implements Verdict {}

    /**
     * Pass the failure on.
     *
     * @param delay how long the provider asks to wait, if it does
     */
    record PassOn(Reason reason, Optional<Duration> delay) implements Verdict {}

    /** Why a failure is passed on. */
    enum Reason {
        /** the same call would fail in the same way */
        PERMANENT,
        /** there were as many attempts as there may be */
        ATTEMPTS,
        /** the wait would end after the total time-out */
        TIME,
        /** outages are not to be multiplied */
        BUDGET,
        /** the failure is too large, or comes too slowly, to be kept while the next attempt is made */
        ANSWER,
        /** the circuit refused the next attempt */
        CIRCUIT,
        /** nobody waits for the answer any more */
        CLIENT_LEFT
    }
}
