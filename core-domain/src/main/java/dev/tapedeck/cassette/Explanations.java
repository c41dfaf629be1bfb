package dev.tapedeck.cassette;

import dev.tapedeck.exchange.Call;
import dev.tapedeck.redaction.Redactor;
import java.util.List;
import java.util.Optional;

/** Says what a cassette has for a request, without a session: no interaction is taken. Thread-safe. */
public final class Explanations {
    private final CassetteStore store;
    private final Scrubber scrubber;

    public Explanations(CassetteStore store, Redactor redactor) {
        this.store = store;
        this.scrubber = new Scrubber(redactor, false);
    }

    /**
     * Looks the request up on the cassette's current take.
     *
     * @throws dev.tapedeck.exchange.FailedCall {@code Unknown}, if there is no such cassette
     */
    public Explanation explain(CassetteName name, Call call) {
        Cassette cassette = store.find(name).orElseThrow(() -> StoreFailures.unknown(name));
        RequestKeys keys = new RequestKeys(cassette.recipe());
        RequestKey key = keys.keyOf(call.request());
        Tape tape = new Tape(store.entries(cassette.take()));
        Optional<Tape.Row> row = tape.row(call.lane(), key);
        return row.<Explanation>map(found -> new Explanation.Hit(key, found.numbers()))
                .orElseGet(() -> noMatch(cassette, tape, call, key, new Explainer(store, keys, scrubber)));
    }

    private static Explanation noMatch(Cassette cassette, Tape tape, Call call, RequestKey key, Explainer explainer) {
        List<Nearest> nearest =
                explainer.nearest(cassette.take(), tape, call.lane(), key, explainer.shown(call.request()));
        String message = explainer.message(cassette.name(), tape, call.lane(), key, nearest);
        return new Explanation.NoMatch(key, tape.laneNames(), message, nearest);
    }
}
