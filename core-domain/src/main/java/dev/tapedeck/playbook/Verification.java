package dev.tapedeck.playbook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a step's result must be like. Its texts may hold placeholders.
 *
 * @param textContains what must stand in it, letter case as written
 * @param match whether all of that, or any
 * @param equal what it must be, to the letter
 * @param timeout for how long an action that only looks is carried out again until it is so; zero: it is looked at once
 */
public record Verification(List<String> textContains, Match match, Optional<String> equal, Duration timeout) {
    /** No verification may wait longer. */
    public static final Duration LONGEST = Duration.ofMinutes(10);

    public Verification {
        textContains = List.copyOf(textContains);
    }

    /** How many of the texts must be there. */
    public enum Match {
        ANY,
        ALL
    }

    /** What it looks for. */
    Stream<String> texts() {
        return Stream.concat(textContains.stream(), equal.stream());
    }

    /** What is wrong with the text; nothing if it is as it must be. Says nothing of the text itself. */
    Optional<String> fault(String text) {
        if (equal.filter(wanted -> !wanted.equals(text)).isPresent()) {
            return Optional.of("The result isn't the text that it must equal.");
        }
        List<String> missing =
                textContains.stream().filter(wanted -> !text.contains(wanted)).toList();
        boolean holds =
                match == Match.ALL ? missing.isEmpty() : textContains.isEmpty() || missing.size() < textContains.size();
        return holds ? Optional.empty() : Optional.of(told(missing));
    }

    private String told(List<String> missing) {
        String texts = String.join("', '", missing);
        return match == Match.ALL
                ? "The result lacks '%s'.".formatted(texts)
                : "The result has none of '%s'.".formatted(texts);
    }
}
