package dev.tapedeck.pipeline;

import dev.tapedeck.declared.Members;
import dev.tapedeck.declared.NodeJson;
import dev.tapedeck.declared.Spot;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Suggestion;
import dev.tapedeck.pipeline.Output.Accepted;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads what a layer takes for an answer: {@code output}, {@code schema} and {@code accept}. */
final class OutputReader {
    private static final Map<String, Accepted> ACCEPTED =
            Map.of("text", Accepted.TEXT, "toolCalls", Accepted.TOOL_CALLS);
    private static final List<String> FORMS = List.of("text", "json");
    private static final List<String> MEMBERS = List.of("output", "schema", "accept");

    private final Function<Bytes, List<String>> schemaFaults;

    /** @param schemaFaults what is wrong with a JSON Schema */
    OutputReader(Function<Bytes, List<String>> schemaFaults) {
        this.schemaFaults = schemaFaults;
    }

    Output read(Members layer, Endpoint endpoint) {
        if (endpoint == Endpoint.EMBEDDINGS) {
            MEMBERS.forEach(name -> layer.find(name)
                    .ifPresent(spot ->
                            spot.report("'%s' means nothing for embeddings, whose artifacts are vectors. Leave it out."
                                    .formatted(name))));
        }
        boolean json = layer.find("output").map(OutputReader::isJson).orElse(false);
        Set<Accepted> accepted =
                layer.find("accept").map(OutputReader::accepted).orElseGet(() -> EnumSet.of(Accepted.TEXT));
        if (json && accepted.contains(Accepted.TOOL_CALLS)) {
            layer.object()
                    .report(
                            "An answer that only calls tools is no JSON text: leave 'toolCalls' out of 'accept', or let 'output' be text.");
        }
        return new Output(accepted, json, schema(layer, json));
    }

    private static boolean isJson(Spot spot) {
        if (FORMS.stream().noneMatch(spot::isText)) {
            spot.mustBe("'text' or 'json' (whose JSON Schema stands beside it, as 'schema')");
        }
        return spot.isText("json");
    }

    private static Set<Accepted> accepted(Spot spot) {
        Set<Accepted> accepted = EnumSet.noneOf(Accepted.class);
        for (Spot element :
                spot.elements("a list of 'text', 'toolCalls' or both").orElse(List.of())) {
            element.anyText().ifPresent(text -> {
                Optional<Accepted> kind = Optional.ofNullable(ACCEPTED.get(text));
                kind.ifPresentOrElse(
                        accepted::add,
                        () -> element.report(Suggestion.unknown("kind of answer", text, ACCEPTED.keySet())));
            });
        }
        return accepted;
    }

    private Optional<Bytes> schema(Members layer, boolean json) {
        Optional<Spot> spot = layer.find("schema");
        spot.filter(schema -> !json)
                .ifPresent(schema -> schema.report("'schema' goes with 'output: json'. Add that, or leave it out."));
        Optional<Bytes> schema =
                spot.filter(found -> found.members().isPresent()).flatMap(NodeJson::of);
        schema.ifPresent(found ->
                schemaFaults.apply(found).forEach(fault -> spot.orElseThrow().report(fault)));
        return schema;
    }
}
