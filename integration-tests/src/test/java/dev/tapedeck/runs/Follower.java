package dev.tapedeck.runs;

import dev.tapedeck.support.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Follows a run to its end, and leaves and comes back all the time: each time after the last event that it got. */
final class Follower {
    private static final int LONGEST_STAY = 40;

    private final Caller caller;
    private final String run;
    private final Random random;
    private final List<Told> told = new ArrayList<>();
    private int visits;

    Follower(Caller caller, String run, Random random) {
        this.caller = caller;
        this.run = run;
        this.random = random;
    }

    /** Everything that it got, in order. */
    List<Told> untilComplete() {
        while (told.isEmpty() || !told.getLast().name().equals("complete")) {
            visit();
        }
        return told;
    }

    private void visit() {
        visits++;
        String last = told.isEmpty() ? "" : told.getLast().id();
        try (Listener listener = Listener.on(caller, run, last)) {
            Optional<Told> next = Optional.empty();
            for (int stay = 1 + random.nextInt(LONGEST_STAY); stay > 0; stay--) {
                next = listener.next();
                next.ifPresent(told::add);
            }
        }
    }

    int visits() {
        return visits;
    }
}
