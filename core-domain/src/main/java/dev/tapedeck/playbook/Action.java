package dev.tapedeck.playbook;

import dev.tapedeck.Port;
import dev.tapedeck.declared.Members;
import dev.tapedeck.declared.Node;
import dev.tapedeck.exchange.Effect;
import java.util.List;
import java.util.Optional;

/** Something that a step can do. Thread-safe. */
@Port
public interface Action {
    /** By which steps name it: a letter, then letters, digits and dashes. */
    String name();

    /** What it does, in a sentence for people and models. */
    String purpose();

    /** What it can be told, and what it must. */
    List<ActionParam> params();

    /** Whether it takes members of any other name too. */
    default boolean takesAnything() {
        return false;
    }

    /** What it does to the world, told these params. Never fails. */
    default Effect effect(Node.Mapping params) {
        return Effect.SAFE;
    }

    /**
     * Reports what else is wrong with params as a playbook has them. Of those with placeholders nothing is known yet:
     * {@link ActionRouter#fixedText} tells.
     */
    default void check(Members params) {}

    /** Whether doing it again may come to something else for nothing, so that a verification can wait for it. */
    default boolean canBeAwaited(Node.Mapping params) {
        return false;
    }

    /** What it works on, in a form that is the same for the same thing, if there is such a thing. Never fails. */
    default Optional<String> target(Node.Mapping params) {
        return Optional.empty();
    }

    /** The model that it asks, told these params, if it asks one. Never fails. */
    default Optional<Recovery> model(Node.Mapping params) {
        return Optional.empty();
    }

    /**
     * Does it, once. Whatever can go wrong is {@link ActionResult.Failed}; params were checked before.
     *
     * @throws dev.tapedeck.exchange.FailedCall if a call fails; it counts as a failure too
     */
    ActionResult carryOut(ActionCall call);
}
