package dev.tapedeck.web.api;

import dev.tapedeck.exchange.Failure;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Which error of the REST API stands for which failure of the domain. */
final class FailureProblem {
    private static final String PREFIX = "tapedeck_";

    private FailureProblem() {}

    static Problem of(Failure failure) {
        return switch (failure) {
            case Failure.Unreachable f -> problem(f, 502, "The provider can't be reached");
            case Failure.Reset f -> problem(f, 502, "The connection to the provider broke");
            case Failure.TimedOut f -> problem(f, 504, "The provider was too slow");
            case Failure.Incomplete f -> problem(f, 502, "The recording has no end");
            case Failure.Miss f -> problem(f, 404, "Nothing on the tape matches");
            case Failure.Exhausted f -> problem(f, 410, "Everything that matches was handed out");
            case Failure.Unknown f ->
                problem(f, 404, "There is no such " + f.kind().name().toLowerCase(Locale.ROOT));
            case Failure.Invalid f -> problem(f, 400, "The request is not valid");
            case Failure.TooLarge f -> problem(f, 413, "The body is too large");
            case Failure.Conflict f -> problem(f, 409, "The request clashes with what is there");
            case Failure.Unreadable f -> problem(f, 409, "What is stored can't be read");
            case Failure.StoreDown f -> problem(f, 503, "The store doesn't answer");
        };
    }

    private static Problem problem(Failure failure, int status, String title) {
        String code = failure.code();
        String name = code.startsWith(PREFIX) ? code.substring(PREFIX.length()) : code;
        return new Problem(name.replace('_', '-'), status, title);
    }

    /** How long to wait before the next try, where that is known. */
    static Optional<Duration> retryAfter(Failure failure) {
        return failure instanceof Failure.StoreDown down ? down.retryAfter() : Optional.empty();
    }
}
