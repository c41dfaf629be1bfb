package dev.tapedeck.playbook;

import dev.tapedeck.declared.Members;
import dev.tapedeck.declared.Node;
import dev.tapedeck.pipeline.Output;
import java.util.List;
import java.util.Optional;

/** {@code complete}: asks a model for text. */
public final class CompleteAction implements Action {
    private final Models models;

    public CompleteAction(Models models) {
        this.models = models;
    }

    @Override
    public String name() {
        return "complete";
    }

    @Override
    public String purpose() {
        return "Asks a model; the result is its answer, as text.";
    }

    @Override
    public List<ActionParam> params() {
        return ModelParams.PARAMS;
    }

    @Override
    public void check(Members params) {
        ModelParams.check(params, models);
    }

    @Override
    public Optional<Recovery> model(Node.Mapping params) {
        return ModelParams.model(params);
    }

    @Override
    public ActionResult carryOut(ActionCall call) {
        return ModelParams.question(name(), call, call.text("prompt").orElseThrow(), Output.TEXT)
                .map(question -> models.ask(question, call))
                .orElseGet(() -> ModelParams.noProvider(call));
    }
}
