package dev.tapedeck.exchange;

import dev.tapedeck.Port;

/** Answers calls: a provider on the wire, the simulator, or a stage that stands before one. Thread-safe. */
@Port
public interface Provider {
    /**
     * Makes the call and waits for status and headers of the answer; the body is pulled by the caller. A status of the
     * provider, whichever, is an answer and not a failure.
     *
     * @throws FailedCall if there is no answer: the provider can't be reached, is too slow, or the call is refused
     */
    Answer exchange(Call call) throws FailedCall;
}
