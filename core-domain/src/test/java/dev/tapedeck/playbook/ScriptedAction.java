package dev.tapedeck.playbook;

import dev.tapedeck.build.Money;
import dev.tapedeck.build.Provenance.Tokens;
import dev.tapedeck.declared.Node;
import dev.tapedeck.exchange.Effect;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * An action that comes to what it was told to, and remembers its params; beyond the script it makes {@code done}. Its param
 * {@code target} is what it works on. {@code change} has an effect, and shares the script of the other one.
 */
final class ScriptedAction implements Action {
    private final String name;
    private final Queue<ActionResult> script;
    private final List<ActionCall> received;
    private Runnable meanwhile = () -> {};

    ScriptedAction(String name) {
        this.name = name;
        this.script = new ArrayDeque<>();
        this.received = new ArrayList<>();
    }

    ScriptedAction(String name, ScriptedAction other) {
        this.name = name;
        this.script = other.script;
        this.received = other.received;
    }

    ScriptedAction thenMake(String text) {
        script.add(new ActionResult.Done(Values.text(text)));
        return this;
    }

    ScriptedAction thenMakeJson(String json) {
        script.add(new ActionResult.Done(PlaybooksUnderTest.nodes(json)));
        return this;
    }

    /** It costs ten tokens and a billionth of a dollar. */
    ScriptedAction thenFail(String message) {
        script.add(new ActionResult.Failed(message, true, new Spent(new Tokens(7, 3), new Money(1))));
        return this;
    }

    ScriptedAction thenFailForGood(String message) {
        script.add(new ActionResult.Failed(message, false));
        return this;
    }

    /** From now on this happens while it is carried out. */
    void meanwhile(Runnable happens) {
        meanwhile = happens;
    }

    List<ActionCall> received() {
        return received;
    }

    /** What it was told so far, as JSON. */
    List<String> told() {
        return received.stream().map(call -> Values.json(call.params())).toList();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String purpose() {
        return "Does what the test says.";
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
    public Effect effect(Node.Mapping params) {
        return name.equals("change") ? Effect.EFFECT : Effect.SAFE;
    }

    @Override
    public boolean canBeAwaited(Node.Mapping params) {
        return true;
    }

    @Override
    public Optional<String> target(Node.Mapping params) {
        return Values.member(params, "target").map(Values::shown);
    }

    @Override
    public ActionResult carryOut(ActionCall call) {
        received.add(call);
        meanwhile.run();
        ActionResult next = script.poll();
        return next == null ? new ActionResult.Done(Values.text("done")) : next;
    }
}
