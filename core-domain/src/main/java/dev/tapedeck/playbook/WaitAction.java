package dev.tapedeck.playbook;

import dev.tapedeck.declared.Members;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.playbook.ActionParam.Kind;
import java.time.Duration;
import java.util.List;

/** {@code wait}: lets some time pass. */
public final class WaitAction implements Action {
    private static final int LONGEST = (int) Duration.ofMinutes(10).toMillis();

    private final Time time;

    public WaitAction(Time time) {
        this.time = time;
    }

    @Override
    public String name() {
        return "wait";
    }

    @Override
    public String purpose() {
        return "Lets some time pass.";
    }

    @Override
    public List<ActionParam> params() {
        return List.of(ActionParam.required("ms", Kind.NUMBER, "for how many milliseconds, up to ten minutes"));
    }

    @Override
    public void check(Members params) {
        params.find("ms").filter(spot -> !ActionRouter.isOpen(spot)).ifPresent(spot -> spot.wholeNumber(0, LONGEST));
    }

    @Override
    public ActionResult carryOut(ActionCall call) {
        String wait = call.text("ms").orElseThrow();
        if (!wait.matches("[0-9]{1,9}") || Integer.parseInt(wait) > LONGEST) {
            return new ActionResult.Failed("'ms' must be a whole number from 0 to %,d.".formatted(LONGEST), false);
        }
        call.stage().cancellation().pause(time, Duration.ofMillis(Integer.parseInt(wait)));
        return call.stage().cancellation().isCancelled()
                ? new ActionResult.Failed("The run was ended before that time was over.", false)
                : new ActionResult.Done(Values.NOTHING);
    }
}
