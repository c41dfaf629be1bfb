package dev.tapedeck.playbook;

import dev.tapedeck.declared.Members;
import dev.tapedeck.declared.Node;
import dev.tapedeck.declared.NodeJson;
import dev.tapedeck.declared.Spot;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.pipeline.Output;
import dev.tapedeck.playbook.ActionParam.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** {@code extract}: asks a model for JSON that keeps a schema. */
public final class ExtractAction implements Action {
    private static final List<ActionParam> PARAMS =
            params(ActionParam.required("schema", Kind.OBJECT, "the JSON Schema (2020-12) that the answer must keep"));

    private final Models models;

    public ExtractAction(Models models) {
        this.models = models;
    }

    private static List<ActionParam> params(ActionParam schema) {
        List<ActionParam> params = new ArrayList<>(ModelParams.PARAMS);
        params.add(schema);
        return List.copyOf(params);
    }

    @Override
    public String name() {
        return "extract";
    }

    @Override
    public String purpose() {
        return "Asks a model for JSON that keeps a schema; the result is that JSON.";
    }

    @Override
    public List<ActionParam> params() {
        return PARAMS;
    }

    @Override
    public void check(Members params) {
        ModelParams.check(params, models);
        params.find("schema").filter(spot -> !ActionRouter.isOpen(spot)).ifPresent(this::checkSchema);
    }

    private void checkSchema(Spot spot) {
        NodeJson.of(spot)
                .map(models::faults)
                .orElse(List.of())
                .forEach(fault -> spot.report("This schema can't be used: %s.".formatted(fault)));
    }

    @Override
    public Optional<Recovery> model(Node.Mapping params) {
        return ModelParams.model(params);
    }

    @Override
    public ActionResult carryOut(ActionCall call) {
        String schema = Values.json(call.param("schema").orElseThrow());
        String prompt = "%s\n\nAnswer with JSON alone, which keeps this JSON Schema:\n%s"
                .formatted(call.text("prompt").orElseThrow(), schema);
        Output output = new Output(EnumSet.of(Output.Accepted.TEXT), true, Optional.of(Bytes.utf8(schema)));
        return ModelParams.question(name(), call, prompt, output)
                .map(question -> read(models.ask(question, call)))
                .orElseGet(() -> ModelParams.noProvider(call));
    }

    private static ActionResult read(ActionResult asked) {
        return switch (asked) {
            case ActionResult.Done(var text, Spent spent) ->
                Values.parsed(Values.shown(text))
                        .<ActionResult>map(json -> new ActionResult.Done(json, spent))
                        .orElseGet(() -> new ActionResult.Failed("The answer is no JSON.", true, spent));
            case ActionResult.Failed failed -> failed;
        };
    }
}
