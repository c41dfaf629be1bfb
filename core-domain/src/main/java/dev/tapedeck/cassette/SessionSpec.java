package dev.tapedeck.cassette;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;

/**
 * What a session is opened with.
 *
 * @param fresh with {@link Mode#RECORD}: record a new take, which replaces the old one when the session closes
 */
public record SessionSpec(CassetteName cassette, Mode mode, OnExhausted onExhausted, Speed speed, boolean fresh) {
    public SessionSpec {
        if (fresh && mode != Mode.RECORD) {
            throw FailedCall.rejected(new Failure.Invalid(
                    "session", "fresh goes with mode record only; this session is in mode %s.".formatted(mode.id())));
        }
    }

    public static SessionSpec of(CassetteName cassette, Mode mode) {
        return new SessionSpec(cassette, mode, OnExhausted.FAIL, Speed.INSTANT, false);
    }
}
