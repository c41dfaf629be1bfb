package dev.tapedeck.run;

import dev.tapedeck.build.Money;
import dev.tapedeck.build.Provenance.Tokens;
import dev.tapedeck.run.RunEntry.Action;
import dev.tapedeck.run.RunEntry.Call;
import dev.tapedeck.run.RunEntry.Content;
import dev.tapedeck.run.RunEntry.Gap;
import dev.tapedeck.run.RunEntry.Step;

/**
 * What a run's entries come to.
 *
 * @param entries how many there are; the number of the last one
 * @param failedActions those among the actions that failed
 * @param failedCalls those among the calls that failed
 * @param steps how many steps of its playbook succeeded
 * @param failedAttempts how many attempts at steps came to nothing
 * @param dropped how many entries are missing
 * @param tokens of all calls, those that were played among them
 * @param cost of the calls that were sent
 */
public record RunCounts(
        long entries,
        long actions,
        long failedActions,
        long calls,
        long failedCalls,
        long steps,
        long failedAttempts,
        long dropped,
        Tokens tokens,
        Money cost) {
    public static final RunCounts NONE = new RunCounts(0, 0, 0, 0, 0, 0, 0, 0, new Tokens(0, 0), Money.ZERO);

    RunCounts with(Content content) {
        return switch (content) {
            case Action action -> plus(1, action.success() ? 0 : 1, 0, 0, 0, 0, 0);
            case Call call -> plus(0, 0, 1, call.failed() ? 1 : 0, 0, 0, 0).spent(call);
            case Step step when step.event() == Step.Event.SUCCEEDED -> plus(0, 0, 0, 0, 1, 0, 0);
            case Step step when step.event() == Step.Event.ATTEMPT_FAILED -> plus(0, 0, 0, 0, 0, 1, 0);
            case Gap gap -> plus(0, 0, 0, 0, 0, 0, gap.dropped());
            case Step step -> plus(0, 0, 0, 0, 0, 0, 0);
            case RunEntry.Status status -> plus(0, 0, 0, 0, 0, 0, 0);
            case RunEntry.Build build -> plus(0, 0, 0, 0, 0, 0, 0);
            case RunEntry.Notice notice -> plus(0, 0, 0, 0, 0, 0, 0);
        };
    }

    private RunCounts plus(
            int action, int failedAction, int call, int failedCall, int step, int failedAttempt, long gap) {
        return new RunCounts(
                entries + 1,
                actions + action,
                failedActions + failedAction,
                calls + call,
                failedCalls + failedCall,
                steps + step,
                failedAttempts + failedAttempt,
                dropped + gap,
                tokens,
                cost);
    }

    private RunCounts spent(Call call) {
        Tokens more = call.tokens().orElse(new Tokens(0, 0));
        return new RunCounts(
                entries,
                actions,
                failedActions,
                calls,
                failedCalls,
                steps,
                failedAttempts,
                dropped,
                new Tokens(tokens.input() + more.input(), tokens.output() + more.output()),
                cost.plus(call.cost().orElse(Money.ZERO)));
    }
}
