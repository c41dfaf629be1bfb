package dev.tapedeck.run;

import dev.tapedeck.exchange.Time;
import dev.tapedeck.run.PhaseResult.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ends a run in three phases, always in this order: its status is published, then it is cleaned up, then it is persisted,
 * so that what cleaning up brings about is kept too. Each is guarded: whatever becomes of one, the next follows.
 */
final class Finaliser {
    private final Deed publish;
    private final Deed cleanUp;
    private final Deed persist;
    private final Sanitiser sanitiser;
    private final Time time;

    /** What is done in a phase. Doing it twice does no harm. */
    interface Deed {
        void on(RunId run, RunEnd end);
    }

    Finaliser(Deed publish, Deed cleanUp, Deed persist, Sanitiser sanitiser, Time time) {
        this.publish = publish;
        this.cleanUp = cleanUp;
        this.persist = persist;
        this.sanitiser = sanitiser;
        this.time = time;
    }

    /** @return how each went, in order */
    List<PhaseResult> end(RunId run, RunEnd end) {
        List<PhaseResult> results = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            results.add(guarded(phase, run, end));
        }
        return results;
    }

    private Deed deed(Phase phase) {
        return switch (phase) {
            case PUBLISH -> publish;
            case CLEAN_UP -> cleanUp;
            case PERSIST -> persist;
        };
    }

    private PhaseResult guarded(Phase phase, RunId run, RunEnd end) {
        long start = time.nanos();
        Optional<String> error = Optional.empty();
        try {
            deed(phase).on(run, end);
        } catch (RuntimeException failed) {
            error = Optional.of(sanitiser.brief(Optional.ofNullable(failed.getMessage())
                    .orElseGet(() -> failed.getClass().getSimpleName())));
        }
        return new PhaseResult(phase, error, Duration.ofNanos(time.nanos() - start));
    }
}
