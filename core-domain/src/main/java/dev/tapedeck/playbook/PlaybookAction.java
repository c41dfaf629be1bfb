package dev.tapedeck.playbook;

import dev.tapedeck.declared.Members;
import dev.tapedeck.declared.NamedSpot;
import dev.tapedeck.declared.Node;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.Names;
import dev.tapedeck.playbook.ActionParam.Kind;
import java.util.List;
import java.util.Optional;

/** {@code playbook}: plays another playbook inside this one; the result is what its steps have stored. */
public final class PlaybookAction implements Action {
    /** By which steps name it. */
    static final String NAME = "playbook";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String purpose() {
        return "Plays another playbook; the result is what its steps have stored.";
    }

    @Override
    public List<ActionParam> params() {
        return List.of(
                ActionParam.required("name", Kind.TEXT, "the name of a playbook"),
                ActionParam.optional("parameters", Kind.OBJECT, "what it is started with"));
    }

    /** Nobody knows what all its steps do. */
    @Override
    public Effect effect(Node.Mapping params) {
        return Effect.EFFECT;
    }

    @Override
    public void check(Members params) {
        params.find("name")
                .filter(spot -> !ActionRouter.isOpen(spot))
                .ifPresent(spot -> NamedSpot.read("playbook name", spot));
    }

    @Override
    public Optional<String> target(Node.Mapping params) {
        return Values.member(params, "name").map(Values::shown).map("playbook "::concat);
    }

    @Override
    public ActionResult carryOut(ActionCall call) {
        Node.Mapping parameters = call.param("parameters")
                .flatMap(given -> given instanceof Node.Mapping mapping ? Optional.of(mapping) : Optional.empty())
                .orElseGet(() -> new Node.Mapping(1, List.of()));
        try {
            PlaybookName name = new PlaybookName(call.text("name").orElseThrow());
            return call.stage().nested().play(name, parameters, call.stage());
        } catch (Names.InvalidName invalid) {
            return new ActionResult.Failed(String.valueOf(invalid.getMessage()), false);
        }
    }
}
