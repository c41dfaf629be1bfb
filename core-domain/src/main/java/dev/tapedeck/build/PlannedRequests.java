package dev.tapedeck.build;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.Mode;
import dev.tapedeck.cassette.RequestKey;
import dev.tapedeck.cassette.RequestKeys;
import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.ProviderRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The requests of all layers of a plan: which of them would be sent, and which the tape answers. Writes nothing. */
final class PlannedRequests {
    private final CassetteStore cassettes;
    private final Mode mode;
    private final Optional<Cassette> cassette;
    private final RequestKeys keys;
    private final Map<RequestKey, Integer> taped = new HashMap<>();
    private final Set<RequestKey> asked = new HashSet<>();

    PlannedRequests(CassetteStore cassettes, BuildOptions options) {
        this.cassettes = cassettes;
        this.mode = options.mode();
        this.cassette = mode == Mode.OFF ? Optional.empty() : options.cassette().flatMap(cassettes::find);
        this.keys = new RequestKeys(cassette.map(Cassette::recipe).orElse(KeyRecipe.DEFAULT));
        if (mode == Mode.AUTO) {
            cassette.map(Cassette::take).map(cassettes::entries).stream()
                    .flatMap(entries -> entries.stream())
                    .filter(entry -> entry.lane().equals(Lane.MAIN))
                    .forEach(entry -> taped.putIfAbsent(entry.key(), entry.number()));
        }
    }

    RequestKey keyOf(ProviderRequest request) {
        return keys.keyOf(request);
    }

    /** Whether any request is sent at all. */
    boolean sent() {
        return mode != Mode.REPLAY;
    }

    /** Whether that request would be sent for whoever asks now: it isn't on the tape, and nobody has asked the same before. */
    boolean isNew(RequestKey key) {
        return sent() && !taped.containsKey(key) && asked.add(key);
    }

    /** What the tape answers. */
    Optional<Interaction> played(RequestKey key) {
        return Optional.ofNullable(taped.get(key))
                .flatMap(number -> cassette.map(Cassette::take).flatMap(take -> cassettes.find(take, number)));
    }
}
