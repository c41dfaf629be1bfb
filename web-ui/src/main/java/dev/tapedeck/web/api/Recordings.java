package dev.tapedeck.web.api;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.StoreFailures;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Failure.Unknown.Kind;

/** Finds what a path names, or says that it isn't there. */
final class Recordings {
    private Recordings() {}

    static Cassette cassette(CassetteStore store, String name) {
        CassetteName wanted = new CassetteName(name);
        return store.find(wanted).orElseThrow(() -> StoreFailures.unknown(wanted));
    }

    static Interaction interaction(CassetteStore store, String name, InteractionNumber number) {
        return store.find(cassette(store, name).take(), number.value())
                .orElseThrow(() -> unknown(
                        Kind.INTERACTION,
                        "There is no interaction %d on '%s'. GET /api/v1/cassettes/%s/interactions lists them."
                                .formatted(number.value(), name, name)));
    }

    static FailedCall unknown(Kind kind, String message) {
        return FailedCall.rejected(new Failure.Unknown(kind, message));
    }
}
