package dev.tapedeck.playbook;

import dev.tapedeck.declared.Node;
import dev.tapedeck.declared.Problems;
import dev.tapedeck.declared.Spot;
import dev.tapedeck.exchange.Deadline;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.playbook.Verification.Match;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One action with params that are known, to be carried out and verified.
 *
 * @param verification without placeholders
 * @param once whether whoever makes calls must not repeat them
 */
record Performance(
        Action action, Node.Mapping params, Effect effect, Optional<Verification> verification, boolean once) {
    /** Between two looks. */
    private static final Duration INTERVAL = Duration.ofMillis(500);

    /**
     * How it went.
     *
     * @param value what it made; if it failed nothing, or what didn't verify
     * @param fault why it failed
     * @param passing whether it may go well another time
     * @param times how often it was carried out
     */
    record Outcome(Node value, Optional<String> fault, boolean passing, int times, Spent spent) {
        boolean isGood() {
            return fault.isEmpty();
        }

        static Outcome failed(String fault, boolean passing) {
            return new Outcome(Values.NOTHING, Optional.of(fault), passing, 0, Spent.NOTHING);
        }

        private Outcome after(Outcome earlier) {
            return new Outcome(value, fault, passing, times + earlier.times, spent.plus(earlier.spent));
        }
    }

    Deed deed() {
        return new Deed(action.name() + " " + Values.json(params), action.target(params));
    }

    /** Carries it out; again if that can be waited for, until it verifies or the verification's time is over. */
    Outcome run(Stage stage, Time time) {
        Optional<String> unfit = unfit();
        if (unfit.isPresent()) {
            return Outcome.failed(unfit.get(), false);
        }
        return verification
                .map(Verification::timeout)
                .filter(timeout -> timeout.isPositive() && effect == Effect.SAFE && action.canBeAwaited(params))
                .map(timeout -> awaited(timeout, stage, time))
                .orElseGet(() -> once(new ActionCall(params, effect, once, Optional.empty(), stage)));
    }

    /** A tape is played faster than it was recorded: the number of looks has a bound too. */
    private Outcome awaited(Duration timeout, Stage stage, Time time) {
        Deadline end = Deadline.in(timeout, time);
        long looks = 1 + timeout.dividedBy(INTERVAL);
        ActionCall call = new ActionCall(params, effect, once, Optional.of(end), stage);
        Outcome outcome = once(call);
        while (!outcome.isGood()
                && outcome.passing()
                && outcome.times() < looks
                && end.left(time).compareTo(INTERVAL) > 0) {
            stage.cancellation().pause(time, INTERVAL);
            if (stage.cancellation().isCancelled()) {
                return outcome;
            }
            outcome = once(call).after(outcome);
        }
        return outcome;
    }

    /** What placeholders have made of the params may not be what the action takes. */
    private Optional<String> unfit() {
        Problems problems = new Problems();
        ActionRouter.check(action, Spot.root(params, problems), true);
        return problems.inOrder().stream().findFirst().map(problem -> problem.message());
    }

    private Outcome once(ActionCall call) {
        try {
            return verified(action.carryOut(call));
        } catch (FailedCall failed) {
            Failure failure = failed.failure();
            boolean passing = failure instanceof Failure.Upstream upstream && upstream.retryable()
                    || failure instanceof Failure.StoreDown
                    || failure instanceof Failure.CircuitOpen;
            return new Outcome(Values.NOTHING, Optional.of(failure.message()), passing, 1, Spent.NOTHING);
        } catch (Unresolved unresolved) {
            return new Outcome(Values.NOTHING, Optional.of(unresolved.message()), false, 1, Spent.NOTHING);
        }
    }

    private Outcome verified(ActionResult result) {
        return switch (result) {
            case ActionResult.Failed(String message, boolean passing, Spent spent) ->
                new Outcome(Values.NOTHING, Optional.of(message), passing, 1, spent);
            case ActionResult.Done(Node value, Spent spent) -> {
                Values.json(value); // else nobody can use it
                Optional<String> fault = verification.flatMap(wanted -> wanted.fault(Values.shown(value)));
                yield new Outcome(value, fault, true, 1, spent);
            }
        };
    }

    /** A verification with values in place of placeholders. */
    static Verification resolved(Verification verification, Scope scope) {
        List<String> contains = verification.textContains().stream()
                .map(text -> Template.of(text).text(scope))
                .toList();
        Match match = verification.match();
        return new Verification(
                contains,
                match,
                verification.equal().map(text -> Template.of(text).text(scope)),
                verification.timeout());
    }
}
