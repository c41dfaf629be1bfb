package dev.tapedeck.build;

import dev.tapedeck.cassette.RequestKey;
import dev.tapedeck.cassette.RequestKeys;
import dev.tapedeck.cassette.Session;
import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.Provenance;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.SettledAnswer;
import dev.tapedeck.exchange.Terms;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The way of a build's calls: through its cassette if it has one, whether they are made one by one or were in a batch, so
 * that the tape can't tell. Thread-safe.
 */
final class CallPath {
    private static final Headers JSON = Headers.of("Content-Type", "application/json");

    private final Optional<Session> session;
    private final Provider live;
    private final RequestKeys keys;
    private final Consumer<Session> closing;

    /**
     * @param live where calls go if there is no session
     * @param closing closes the session
     */
    CallPath(Optional<Session> session, Provider live, RequestKeys keys, Consumer<Session> closing) {
        this.closing = closing;
        this.session = session;
        this.live = live;
        this.keys = keys;
    }

    /**
     * What came of a request.
     *
     * @param interaction {@code <cassette>/<number>} if it was recorded or played
     * @param played whether it cost nothing now
     */
    record Answered(int status, Bytes body, Optional<String> interaction, boolean played) {}

    /** No call comes after this. */
    void end() {
        session.ifPresent(closing);
    }

    RequestKey keyOf(ProviderRequest request) {
        return keys.keyOf(request);
    }

    /**
     * What the tape has, if the mode plays.
     *
     * @throws FailedCall {@code Miss} or {@code Exhausted} if nothing else is played
     */
    Optional<Answered> taped(ProviderRequest request) {
        return session.flatMap(open -> open.play(call(request))).map(CallPath::read);
    }

    /** Makes the call. */
    Answered live(ProviderRequest request) {
        return exchanged(call(request));
    }

    /** Takes an answer over that came in a batch. */
    Answered paid(ProviderRequest request, int status, Bytes body) {
        return exchanged(call(request).settledBy(new SettledAnswer(status, JSON, body)));
    }

    private Answered exchanged(Call call) {
        return read(session.<Provider>map(open -> open).orElse(live).exchange(call));
    }

    private static Call call(ProviderRequest request) {
        return new Call(request, Lane.MAIN, Terms.of(Effect.SAFE));
    }

    private static Answered read(Answer given) {
        try (Answer answer = given) {
            Bytes body = answer.whole(Integer.MAX_VALUE);
            Provenance from = answer.provenance();
            return new Answered(answer.status(), body, from.interaction(), from.source() == Provenance.Source.REPLAYED);
        }
    }
}
