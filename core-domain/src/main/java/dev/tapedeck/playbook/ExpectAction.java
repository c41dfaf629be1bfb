package dev.tapedeck.playbook;

import dev.tapedeck.declared.Members;
import dev.tapedeck.declared.Node;
import dev.tapedeck.playbook.ActionParam.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code expect}: fails unless a value is what it must be. */
public final class ExpectAction implements Action {
    private static final List<String> CONDITIONS = List.of("equals", "contains", "oneOf");

    @Override
    public String name() {
        return "expect";
    }

    @Override
    public String purpose() {
        return "Fails unless a value is what it must be; the result is that value.";
    }

    @Override
    public List<ActionParam> params() {
        return List.of(
                ActionParam.required("value", Kind.ANYTHING, "the value that is looked at"),
                ActionParam.optional("equals", Kind.ANYTHING, "what it must be"),
                ActionParam.optional("contains", Kind.TEXT, "what must stand in its text"),
                ActionParam.optional("oneOf", Kind.LIST, "the values of which it must be one"));
    }

    @Override
    public void check(Members params) {
        if (CONDITIONS.stream().noneMatch(params::has)) {
            params.object().report("Nothing is expected here: say it in 'equals', 'contains' or 'oneOf'.");
        }
    }

    @Override
    public ActionResult carryOut(ActionCall call) {
        Node value = call.param("value").orElseThrow();
        Optional<String> fault = Stream.of(unequal(value, call), lacking(value, call), noneOf(value, call))
                .flatMap(Optional::stream)
                .findFirst();
        return fault.<ActionResult>map(message -> new ActionResult.Failed(message, false))
                .orElseGet(() -> new ActionResult.Done(value));
    }

    private static Optional<String> unequal(Node value, ActionCall call) {
        return call.param("equals")
                .filter(wanted -> !isSame(value, wanted))
                .map(wanted -> "The value isn't '%s'.".formatted(Values.shown(wanted)));
    }

    private static Optional<String> lacking(Node value, ActionCall call) {
        return call.text("contains")
                .filter(wanted -> !Values.shown(value).contains(wanted))
                .map("The value doesn't contain '%s'."::formatted);
    }

    private static Optional<String> noneOf(Node value, ActionCall call) {
        return call.param("oneOf")
                .filter(wanted -> wanted instanceof Node.Sequence list
                        && list.elements().stream().noneMatch(one -> isSame(value, one)))
                .map(wanted -> "The value is none of %s.".formatted(Values.json(wanted)));
    }

    private static boolean isSame(Node value, Node wanted) {
        return Values.json(value).equals(Values.json(wanted));
    }
}
