package dev.tapedeck.playbook;

import java.util.List;

/** {@code set}: makes an object of its params, of any names; {@code storeAs} keeps it. */
public final class SetAction implements Action {
    @Override
    public String name() {
        return "set";
    }

    @Override
    public String purpose() {
        return "Keeps values: the result is an object of its params.";
    }

    @Override
    public List<ActionParam> params() {
        return List.of();
    }

    @Override
    public boolean takesAnything() {
        return true;
    }

    @Override
    public ActionResult carryOut(ActionCall call) {
        return new ActionResult.Done(call.params());
    }
}
