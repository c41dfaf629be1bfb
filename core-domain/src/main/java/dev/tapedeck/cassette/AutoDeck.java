package dev.tapedeck.cassette;

import dev.tapedeck.cassette.TapeReader.Found;
import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Provenance.Source;
import java.util.Optional;
import java.util.function.Predicate;

/** Mode {@code auto}: from the tape if it has the call, else live and recorded; an answer that came in a batch is recorded. */
final class AutoDeck extends TapeDeck {
    private final RequestKeys keys;
    private final Player player;
    private final RecordDeck recording;
    private final Predicate<FailedCall> passes;

    /** @param passes whether a call goes on to the recording though the tape couldn't be read, for this reason */
    AutoDeck(RequestKeys keys, Player player, RecordDeck recording, Predicate<FailedCall> passes) {
        this.keys = keys;
        this.player = player;
        this.recording = recording;
        this.passes = passes;
    }

    @Override
    public Answer exchange(Call call) {
        return exchangeIfThere(call).orElseThrow(recording::gone);
    }

    @Override
    Optional<Answer> exchangeIfThere(Call call) {
        RequestKey key = keys.keyOf(call.request());
        if (call.settled().isPresent()) {
            return recording.record(call, key); // paid for: what the tape has is no answer to it
        }
        return switch (take(call, key)) {
            case Found.Hit(Interaction interaction) -> Optional.of(player.play(interaction, Source.REPLAYED));
            case Found.NoMatch none -> recording.record(call, key);
            case Found.Exhausted exhausted -> recording.record(call, key);
        };
    }

    @Override
    Optional<Answer> play(Call call) {
        return take(call, keys.keyOf(call.request())) instanceof Found.Hit(Interaction interaction)
                ? Optional.of(player.play(interaction, Source.REPLAYED))
                : Optional.empty();
    }

    private Found take(Call call, RequestKey key) {
        try {
            return player.takeLoaded(call, key);
        } catch (FailedCall failed) {
            if (passes.test(failed)) {
                return new Found.NoMatch();
            }
            throw failed;
        }
    }
}
