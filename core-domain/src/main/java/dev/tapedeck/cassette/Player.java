package dev.tapedeck.cassette;

import dev.tapedeck.cassette.TapeReader.Found;
import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Provenance;
import dev.tapedeck.exchange.Provenance.Source;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Time;
import java.util.List;
import java.util.Optional;

/** Plays one session's tape. Thread-safe. */
final class Player {
    private final CassetteName cassette;
    private final TapeReader reader;
    private final Explainer explainer;
    private final Speed speed;
    private final Time time;

    Player(CassetteName cassette, TapeReader reader, Explainer explainer, Speed speed, Time time) {
        this.cassette = cassette;
        this.reader = reader;
        this.explainer = explainer;
        this.speed = speed;
        this.time = time;
    }

    Found take(Call call, RequestKey key) {
        return reader.take(call.lane(), key);
    }

    /** As {@link #take}, but only what was on the tape when the session opened. */
    Found takeLoaded(Call call, RequestKey key) {
        return reader.takeLoaded(call.lane(), key);
    }

    Optional<Answer> playAtOnce(Call call, RequestKey key) {
        return speed.isInstant()
                ? reader.takeInMemory(call.lane(), key).map(interaction -> play(interaction, Source.REPLAYED))
                : Optional.empty();
    }

    Answer play(Interaction interaction, Source source) {
        Provenance provenance = new Provenance(
                source,
                Optional.of(cassette + "/" + interaction.number()),
                Optional.of(interaction.ticket().key().value()),
                0,
                interaction.ending().attempts() > 1);
        return PlayedAnswer.of(interaction, provenance, speed, time);
    }

    Miss miss(Call call, RequestKey key) {
        ProviderRequest shown = explainer.shown(call.request());
        List<Nearest> nearest = explainer.nearest(reader.takeId(), reader.tape(), call.lane(), key, shown);
        String message = explainer.message(cassette, reader.tape(), call.lane(), key, nearest);
        return new Miss(time.now(), call.lane(), key, shown, false, message, nearest);
    }

    Miss exhausted(Call call, RequestKey key, int recorded) {
        String message =
                "Every interaction on '%s' that matches (lane '%s', key %s; there are %d) was handed out in this session. Open another session, or use onExhausted repeat-last or rewind."
                        .formatted(cassette, call.lane(), key, recorded);
        return new Miss(time.now(), call.lane(), key, explainer.shown(call.request()), true, message, List.of());
    }
}
