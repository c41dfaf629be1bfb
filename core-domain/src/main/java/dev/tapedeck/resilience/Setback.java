package dev.tapedeck.resilience;

import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Headers;

/** How an attempt went wrong, before any of its content was delivered. */
public sealed interface Setback {
    /** The status of the provider's error, in an answer of its own. */
    record Refused(int status, Headers headers) implements Setback {}

    /** There is no answer, or it broke off before its first content. */
    record Broken(Failure.Upstream failure) implements Setback {}

    /**
     * The answer is a stream that says, before any content, that it failed.
     *
     * @param status the HTTP status that the error's type stands for
     */
    record Died(int status) implements Setback {}
}
