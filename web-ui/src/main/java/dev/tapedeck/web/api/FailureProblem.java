package dev.tapedeck.web.api;

import dev.tapedeck.exchange.Failure;
import dev.tapedeck.web.gateway.FailureStatus;
import java.util.Locale;

/** Which error of the REST API stands for which failure of the domain. */
final class FailureProblem {
    private static final String PREFIX = "tapedeck_";

    private FailureProblem() {}

    static Problem of(Failure failure) {
        return switch (failure) {
            case Failure.Unreachable f -> problem(f, "The provider can't be reached");
            case Failure.Reset f -> problem(f, "The connection to the provider broke");
            case Failure.TimedOut f -> problem(f, "The provider was too slow");
            case Failure.Incomplete f -> problem(f, "The recording has no end");
            case Failure.Miss f -> problem(f, "Nothing on the tape matches");
            case Failure.Exhausted f -> problem(f, "Everything that matches was handed out");
            case Failure.Unknown f ->
                problem(f, "There is no such " + f.kind().name().toLowerCase(Locale.ROOT));
            case Failure.Invalid f -> problem(f, "The request is not valid");
            case Failure.TooLarge f -> problem(f, "The body is too large");
            case Failure.Conflict f -> problem(f, "The request clashes with what is there");
            case Failure.Unreadable f -> problem(f, "What is stored can't be read");
            case Failure.Damaged f -> problem(f, "What is kept of it can't be read");
            case Failure.StoreDown f -> problem(f, "The store doesn't answer");
            case Failure.CircuitOpen f -> problem(f, "The circuit of the service is open");
            case Failure.ReadOnly f -> problem(f, "Nothing may be changed here");
        };
    }

    private static Problem problem(Failure failure, String title) {
        String code = failure.code();
        String name = code.startsWith(PREFIX) ? code.substring(PREFIX.length()) : code;
        return new Problem(name.replace('_', '-'), FailureStatus.of(failure), title);
    }
}
