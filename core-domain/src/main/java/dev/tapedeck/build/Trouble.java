package dev.tapedeck.build;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.time.Duration;
import java.util.Optional;

/** What a failed call means for the request that it was made for. */
sealed interface Trouble {
    /**
     * Nothing can be had there at present: it is tried again later, however often.
     *
     * @param unsent whether it is sure that nothing was sent
     */
    record Passing(String message, Optional<Duration> retryAfter, boolean unsent) implements Trouble {}

    /** It comes to nothing. */
    record Lasting(UnitFailure failure) implements Trouble {}

    static Trouble of(FailedCall failed) {
        return switch (failed.failure()) {
            case Failure.CircuitOpen open -> new Passing(open.message(), Optional.of(open.retryAfter()), true);
            case Failure.StoreDown down -> new Passing(down.message(), down.retryAfter(), true);
            case Failure.Upstream upstream -> new Passing(upstream.message(), Optional.empty(), isUnsent(upstream));
            case Failure other -> new Lasting(new UnitFailure(other.code(), other.message(), true, Optional.empty()));
        };
    }

    private static boolean isUnsent(Failure.Upstream upstream) {
        return upstream instanceof Failure.Unreachable
                || upstream instanceof Failure.TimedOut(var phase, var message)
                        && phase == Failure.TimedOut.Phase.CONNECT;
    }
}
