package dev.tapedeck.build;

import dev.tapedeck.build.Reply.ToolCall;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.json.CanonicalJson;
import dev.tapedeck.json.JsonOutput;
import dev.tapedeck.pipeline.Layer;
import dev.tapedeck.pipeline.Output;
import java.util.List;
import java.util.Optional;

/** Decides what an answer is for a layer: what it doesn't accept is a failure, never an empty artifact. Pure. */
public final class Judge {
    private static final String ELSEWHERE = "The layer accepts %s; the model answered with %s.";
    private static final int SHOWN_VIOLATIONS = 3;

    private final SchemaCheck schemas;

    public Judge(SchemaCheck schemas) {
        this.schemas = schemas;
    }

    /** What an answer with that status and body comes to. */
    public Judgement judge(Layer layer, Completions completions, int status, Bytes body) {
        return switch (completions.read(layer.endpoint(), status, body)) {
            case Reply.Text text when takes(layer, Output.Accepted.TEXT) -> text(layer.output(), text);
            case Reply.Text text when !text.toolCalls().isEmpty() -> called(layer, text.toolCalls(), text.usage());
            case Reply.Text text -> bad("unaccepted", ELSEWHERE.formatted("tool calls", "text"), text.usage());
            case Reply.ToolCalls calls -> called(layer, calls.toolCalls(), calls.usage());
            case Reply.Vectors vectors -> new Judgement.Good(Bytes.utf8(vectors.vectors()), vectors.usage());
            case Reply.Refusal refusal -> bad("refused", refusal.message(), refusal.usage());
            case Reply.Filtered filtered -> bad("content_filter", filtered.message(), filtered.usage());
            case Reply.Truncated truncated -> bad("truncated", truncated.message(), truncated.usage());
            case Reply.Empty empty -> bad("empty", empty.message(), empty.usage());
            case Reply.Unreadable unreadable -> bad("unreadable", unreadable.message(), Optional.empty());
            case Reply.Failed failed ->
                new Judgement.Bad(
                        failed.code(), failed.message(), failed.permanent(), !failed.permanent(), Optional.empty());
        };
    }

    private static boolean takes(Layer layer, Output.Accepted kind) {
        return layer.output().accepted().contains(kind);
    }

    private Judgement text(Output output, Reply.Text text) {
        List<String> violations = violations(output, text.text());
        return violations.isEmpty()
                ? new Judgement.Good(Bytes.utf8(text.text()), text.usage())
                : bad("schema", "The answer isn't what the layer wants: " + some(violations), text.usage());
    }

    private List<String> violations(Output output, String text) {
        if (!output.json()) {
            return List.of();
        }
        boolean isJson = CanonicalJson.of(Bytes.utf8(text).array()) instanceof CanonicalJson.Text;
        return isJson
                ? output.schema()
                        .map(schema -> schemas.violations(schema, text))
                        .orElse(List.of())
                : List.of("it is no JSON");
    }

    private static String some(List<String> violations) {
        String shown = String.join("; ", violations.subList(0, Math.min(SHOWN_VIOLATIONS, violations.size())));
        return violations.size() <= SHOWN_VIOLATIONS
                ? shown + "."
                : "%s; and %d more.".formatted(shown, violations.size() - SHOWN_VIOLATIONS);
    }

    private static Judgement called(Layer layer, List<ToolCall> calls, Optional<Provenance.Tokens> usage) {
        return takes(layer, Output.Accepted.TOOL_CALLS)
                ? new Judgement.Good(json(calls), usage)
                : bad("unaccepted", ELSEWHERE.formatted("text", "tool calls"), usage);
    }

    /** As a list of objects with {@code arguments}, {@code id} and {@code name}. */
    private static Bytes json(List<ToolCall> calls) {
        JsonOutput json = new JsonOutput(256);
        char before = '[';
        for (ToolCall call : calls) {
            json.put(before);
            json.ascii("{\"arguments\":");
            json.string(call.arguments());
            json.ascii(",\"id\":");
            json.string(call.id());
            json.ascii(",\"name\":");
            json.string(call.name());
            json.put('}');
            before = ',';
        }
        json.put(']');
        return Bytes.wrap(json.toBytes());
    }

    private static Judgement bad(String code, String message, Optional<Provenance.Tokens> usage) {
        return new Judgement.Bad(code, message, true, false, usage);
    }
}
