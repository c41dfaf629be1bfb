package dev.tapedeck.provider.wire;

import dev.tapedeck.exchange.Deadline;
import dev.tapedeck.exchange.Failure.TimedOut.Phase;
import dev.tapedeck.exchange.Time;
import java.time.Duration;
import java.util.Optional;

/**
 * A wait, and which limit ends it.
 *
 * @param phase what it is that takes too long when it ends
 * @param left how long it may last from now on
 */
record Wait(Phase phase, Duration left) {
    /** The same wait, ended by that deadline if it comes first. */
    Wait endedBy(Optional<Deadline> deadline, Time time) {
        return deadline.map(end -> end.left(time))
                .filter(total -> total.compareTo(left) < 0)
                .map(total -> new Wait(Phase.TOTAL, total))
                .orElse(this);
    }
}
