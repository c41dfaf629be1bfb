package dev.tapedeck.cassette;

import dev.tapedeck.cassette.TapeReader.Found;
import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Provenance.Source;

/** Mode {@code auto}: from the tape if it has the call, else live and recorded. */
final class AutoDeck extends TapeDeck {
    private final RequestKeys keys;
    private final Player player;
    private final RecordDeck recording;

    AutoDeck(RequestKeys keys, Player player, RecordDeck recording) {
        this.keys = keys;
        this.player = player;
        this.recording = recording;
    }

    @Override
    public Answer exchange(Call call) {
        RequestKey key = keys.keyOf(call.request());
        return switch (player.takeLoaded(call, key)) {
            case Found.Hit(Interaction interaction) -> player.play(interaction, Source.REPLAYED);
            case Found.NoMatch none -> recording.record(call, key);
            case Found.Exhausted exhausted -> recording.record(call, key);
        };
    }
}
