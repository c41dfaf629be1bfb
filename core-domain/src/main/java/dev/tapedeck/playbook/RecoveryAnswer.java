package dev.tapedeck.playbook;

import dev.tapedeck.declared.Node;
import dev.tapedeck.declared.Node.Scalar;
import java.util.List;
import java.util.Optional;

/** What a model says is to be done about a step that failed. */
sealed interface RecoveryAnswer {
    /** @param last whether its result stands for the step's */
    record Act(String action, Node.Mapping params, boolean last) implements RecoveryAnswer {}

    record GiveUp(String why) implements RecoveryAnswer {}

    /** @param what is wrong with the answer */
    record Unfit(String what) implements RecoveryAnswer {}

    static RecoveryAnswer read(String text) {
        try {
            return Values.parsed(text)
                    .filter(Node.Mapping.class::isInstance)
                    .map(json -> read((Node.Mapping) json))
                    .orElseGet(() -> new Unfit("The answer is no JSON object."));
        } catch (Unresolved unwritable) {
            return new Unfit(unwritable.message());
        }
    }

    private static RecoveryAnswer read(Node.Mapping json) {
        Values.json(json); // else nobody can use it
        Optional<Node> giveUp = Values.member(json, "giveUp");
        if (giveUp.isPresent()) {
            return new GiveUp("The model gave up: " + Values.shown(giveUp.get()));
        }
        Node.Mapping none = new Node.Mapping(1, List.of());
        return Values.member(json, "action").orElse(Values.NOTHING) instanceof Scalar action
                        && action.kind() == Scalar.Kind.TEXT
                        && Values.member(json, "params").orElse(none) instanceof Node.Mapping params
                ? new Act(action.text(), params, isLast(json))
                : new Unfit("The answer names no action by 'action' and 'params'.");
    }

    private static boolean isLast(Node.Mapping json) {
        return Values.member(json, "final")
                .map(Values::shown)
                .filter("false"::equals)
                .isEmpty();
    }
}
