package dev.tapedeck.build;

import dev.tapedeck.exchange.Bytes;

/** What a batch brought for one request. */
public sealed interface BatchResult {
    /** What the provider says it is of: a request's key, if the provider is right. */
    String customId();

    /**
     * An answer, as it would have come to the request by itself; an error's too.
     *
     * @param body of the answer, the bytes of its JSON
     */
    record Answered(String customId, int status, Bytes body) implements BatchResult {}

    /** It was not worked on in time. */
    record Expired(String customId) implements BatchResult {}

    /** The batch was cancelled before it came to this one. */
    record Cancelled(String customId) implements BatchResult {}

    /**
     * A line that says none of this.
     *
     * @param customId empty if it has none
     */
    record Broken(String customId, String message, Bytes line) implements BatchResult {}
}
