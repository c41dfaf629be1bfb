package dev.tapedeck.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an answer must not be, whatever it answers. */
final class Harm {
    /** A second on a quiet machine. */
    static final Duration SOON = Duration.ofSeconds(5);

    private static final Pattern INSIDES = Pattern.compile(
            "\\tat [a-z]|dev\\.tapedeck\\.|java\\.(?:lang|io|util)\\.|Exception(?:\\b|:)|org\\.(?:h2|snakeyaml)\\.");
    /** We don't know this method or version, says a server by these. */
    private static final List<Integer> SAYING_NO = List.of(501, 505);

    private Harm() {}

    /** What is wrong with an answer of that status, if anything is. */
    static Optional<String> in(int status, String answer, Duration took) {
        if (took.compareTo(SOON) > 0) {
            return Optional.of("It took %s: %d %s".formatted(took, status, answer));
        }
        boolean fault = status >= 500 && !SAYING_NO.contains(status);
        return fault || INSIDES.matcher(answer).find() ? Optional.of(status + " " + answer) : Optional.empty();
    }
}
