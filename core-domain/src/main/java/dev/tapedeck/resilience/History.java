package dev.tapedeck.resilience;

import dev.tapedeck.resilience.CircuitSnapshot.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The transitions of the last hour, oldest first, at most 1,000. Immutable. */
record History(List<Transition> transitions) {
    static final History EMPTY = new History(List.of());

    private static final Duration KEPT = Duration.ofHours(1);
    private static final int MOST = 1_000;

    History {
        transitions = List.copyOf(transitions);
    }

    History plus(Transition transition) {
        List<Transition> all = new ArrayList<>(since(transition.at()));
        all.add(transition);
        return new History(all.subList(Math.max(0, all.size() - MOST), all.size()));
    }

    /** Those that are no older than an hour then. */
    List<Transition> since(Instant now) {
        Instant oldest = now.minus(KEPT);
        return transitions.stream()
                .filter(transition -> !transition.at().isBefore(oldest))
                .toList();
    }

    Transition last() {
        return transitions.getLast();
    }
}
