package dev.tapedeck.web.run;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.run.RunLog;
import dev.tapedeck.run.RunStatus;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** How many runs are under way. Thread-safe; may block. */
@Singleton
public final class RunsUnderWay {
    /** How many are looked at. */
    static final int MOST = 100;

    private final RunLog log;

    RunsUnderWay(RunLog log) {
        this.log = log;
    }

    /** The statuses of runs that haven't ended. */
    static Set<RunStatus> goingOn() {
        return Arrays.stream(RunStatus.values())
                .filter(Predicate.not(RunStatus::ended))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Up to 100. While the store doesn't answer there are none, so that pages that tell of other things can be read. */
    public int count() {
        try {
            return log.count(goingOn(), MOST);
        } catch (FailedCall storeIsDown) {
            return 0;
        }
    }
}
