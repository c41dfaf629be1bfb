package dev.tapedeck.cassette;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Provider;

/** Mode {@code off}: straight through. */
final class PassThroughDeck extends TapeDeck {
    private final Provider live;

    PassThroughDeck(Provider live) {
        this.live = live;
    }

    @Override
    public Answer exchange(Call call) {
        return live.exchange(call);
    }
}
