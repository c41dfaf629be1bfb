package dev.tapedeck.provider.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A batch. How far it is follows from the time alone.
 *
 * @param asked what was said of it when it was created
 * @param length from its creation to its end
 * @param faults why it isn't accepted
 * @param cancelledAt when somebody asked to end it early
 */
record SimulatedBatch(
        String id,
        ObjectNode asked,
        BatchWork work,
        Instant createdAt,
        Duration length,
        Optional<BatchFault> fault,
        List<InputFault> faults,
        Optional<Instant> cancelledAt) {
    /** The parts of its time that it waits, and that it has worked when only the end is left. */
    private static final double WAITED = 0.25;

    private static final double WORKED = 0.75;

    SimulatedBatch {
        faults = List.copyOf(faults);
    }

    /**
     * What is wrong with it.
     *
     * @param line the line that it is in, from 1; 0 for all
     */
    record InputFault(String code, String message, int line) {}

    /** Where it stands; those that have ended come last. */
    enum Phase {
        WAITING,
        WORKING,
        FINISHING,
        CANCELLING,
        COMPLETED,
        EXPIRED,
        CANCELLED,
        FAILED;

        boolean ended() {
            return compareTo(COMPLETED) >= 0;
        }
    }

    Phase phase(Instant now) {
        if (cancelledAt.isPresent()) {
            return now.isBefore(endedAt()) ? Phase.CANCELLING : Phase.CANCELLED;
        }
        double share = share(now);
        if (share < WAITED) {
            return Phase.WAITING;
        }
        if (!faults.isEmpty()) {
            return Phase.FAILED;
        }
        if (share < 1) {
            return share < WORKED ? Phase.WORKING : Phase.FINISHING;
        }
        return is(BatchFault.EXPIRE) ? Phase.EXPIRED : is(BatchFault.CANCELLED) ? Phase.CANCELLED : Phase.COMPLETED;
    }

    boolean ended(Instant now) {
        return phase(now).ended();
    }

    boolean is(BatchFault which) {
        return fault.filter(which::equals).isPresent();
    }

    /** The part of its time that is over. */
    private double share(Instant now) {
        return length.isZero()
                ? 1
                : Math.min(1, (double) Duration.between(createdAt, now).toNanos() / length.toNanos());
    }

    /** The moment at which that part of its time is over. */
    private Instant at(double share) {
        return createdAt.plusNanos((long) (length.toNanos() * share));
    }

    Instant beganAt() {
        return at(WAITED);
    }

    Instant finishedAt() {
        return at(WORKED);
    }

    Instant endedAt() {
        return cancelledAt.map(asked -> asked.plus(moment())).orElseGet(() -> at(faults.isEmpty() ? 1 : WAITED));
    }

    /** How long things take that take a while. */
    private Duration moment() {
        return length.dividedBy(4);
    }

    /** How many of its requests were worked on: the first ones. */
    int done(Instant now) {
        if (phase(now) == Phase.FAILED) {
            return 0;
        }
        double share = (share(cancelledAt.orElse(now)) - WAITED) / (WORKED - WAITED);
        int all = is(BatchFault.EXPIRE) || is(BatchFault.CANCELLED) ? work.size() / 2 : work.size();
        return (int) (all * Math.clamp(share, 0, 1));
    }

    /** Whether it can't be found yet. */
    boolean isHidden(Instant now) {
        return is(BatchFault.LATE_404) && now.isBefore(at(WAITED / 2));
    }

    /** Whether its results can't be found yet. */
    boolean hidesResults(Instant now) {
        return is(BatchFault.LATE_404) && now.isBefore(endedAt().plus(moment()));
    }

    /** The requests in the order of their results. */
    IntStream order() {
        int size = work.size();
        return is(BatchFault.REORDER)
                ? IntStream.range(0, size).map(index -> size - 1 - index)
                : IntStream.range(0, size);
    }

    SimulatedBatch cancelled(Instant now) {
        return new SimulatedBatch(
                id, asked, work, createdAt, length, fault, faults, cancelledAt.or(() -> Optional.of(now)));
    }
}
