package dev.tapedeck.cassette;

import dev.tapedeck.cassette.TapeReader.Found;
import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Provenance;
import dev.tapedeck.exchange.Provenance.Source;
import java.util.Optional;

/** Mode {@code replay}: never live. There is nothing behind this stage. */
final class ReplayDeck extends TapeDeck {
    private final RequestKeys keys;
    private final boolean quickKeys;
    private final Player player;
    private final MissLog misses;

    /** @param quickKeys whether keys are made in time that is sure to be short: without regular expressions */
    ReplayDeck(RequestKeys keys, boolean quickKeys, Player player, MissLog misses) {
        this.keys = keys;
        this.quickKeys = quickKeys;
        this.player = player;
        this.misses = misses;
    }

    @Override
    public Answer exchange(Call call) {
        RequestKey key = keys.keyOf(call.request());
        return switch (player.take(call, key)) {
            case Found.Hit(Interaction interaction) -> player.play(interaction, Source.REPLAYED);
            case Found.NoMatch none -> throw miss(player.miss(call, key));
            case Found.Exhausted(int recorded) -> throw miss(player.exhausted(call, key, recorded));
        };
    }

    private FailedCall miss(Miss miss) {
        misses.add(miss);
        return new FailedCall(
                miss.exhausted() ? new Failure.Exhausted(miss.message()) : new Failure.Miss(miss.message()),
                new Provenance(
                        miss.exhausted() ? Source.EXHAUSTED : Source.MISS,
                        Optional.empty(),
                        Optional.of(miss.key().value()),
                        0));
    }

    @Override
    Optional<Answer> exchangeAtOnce(Call call) {
        return quickKeys ? player.playAtOnce(call, keys.keyOf(call.request())) : Optional.empty();
    }

    @Override
    Optional<Answer> play(Call call) {
        return Optional.of(exchange(call));
    }
}
