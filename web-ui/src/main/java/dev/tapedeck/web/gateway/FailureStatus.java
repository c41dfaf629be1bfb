package dev.tapedeck.web.gateway;

import dev.tapedeck.exchange.Failure;

/** The HTTP status that stands for a failure, at the door as in the REST API. */
public final class FailureStatus {
    private FailureStatus() {}

    public static int of(Failure failure) {
        return switch (failure) {
            case Failure.Unreachable unreachable -> 502;
            case Failure.Reset reset -> 502;
            case Failure.Incomplete incomplete -> 502;
            case Failure.TimedOut timedOut -> 504;
            case Failure.Miss miss -> 404;
            case Failure.Exhausted exhausted -> 410;
            case Failure.Unknown unknown -> 404;
            case Failure.Invalid invalid -> 400;
            case Failure.TooLarge tooLarge -> 413;
            case Failure.Conflict conflict -> 409;
            case Failure.Unreadable unreadable -> 409;
            case Failure.Damaged damaged -> 409;
            case Failure.StoreDown storeDown -> 503;
            case Failure.CircuitOpen open -> 503;
            case Failure.ReadOnly readOnly -> 409;
        };
    }
}
