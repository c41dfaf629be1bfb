package dev.tapedeck.cassette;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Provider;
import java.util.Optional;

/**
 * The stage of the tape, one class for each mode. It stands outside resilience: a replay touches nothing live, and one
 * interaction is the outcome after the retries.
 */
abstract sealed class TapeDeck implements Provider
        permits PassThroughDeck, RecordDeck, ReplayDeck, AutoDeck, FallbackDeck {
    /** The answer; empty, with nothing done, if the take that this deck records to is gone. */
    Optional<Answer> exchangeIfThere(Call call) {
        return Optional.of(exchange(call));
    }

    /** The answer, if it can be had without blocking and without going live. */
    Optional<Answer> exchangeAtOnce(Call call) {
        return Optional.empty();
    }

    /** The answer from the tape, if it has one that is meant to be played; nothing is called. */
    Optional<Answer> play(Call call) {
        return Optional.empty();
    }
}
