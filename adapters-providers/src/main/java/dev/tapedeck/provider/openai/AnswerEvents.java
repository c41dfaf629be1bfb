package dev.tapedeck.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.exchange.StreamOpening.Seen;
import dev.tapedeck.provider.sse.EventOpening;
import dev.tapedeck.provider.sse.Fields;
import java.util.Map.Entry;
import java.util.Set;
import java.util.function.Predicate;

/** What the events of a response's stream say, and the chunks of a completion's. */
final class AnswerEvents {
    private static final Set<String> SAY_NOTHING_OF_A_CHOICE = Set.of("index", "delta");
    private static final Set<String> SAY_NOTHING_OF_A_DELTA = Set.of("role");

    private AnswerEvents() {}

    static Seen meaning(String type, JsonNode event) {
        return switch (type) {
            case "response.created", "response.in_progress", "response.queued" -> EventOpening.PRELUDE;
            case "response.failed" -> new Seen.Died(StreamedError.status(event.at("/response/error")));
            case "error" -> new Seen.Died(StreamedError.status(event.has("error") ? event.path("error") : event));
            default -> chunk(event);
        };
    }

    private static Seen chunk(JsonNode chunk) {
        if (!isNothing(chunk.path("error"))) {
            return new Seen.Died(StreamedError.status(chunk.path("error")));
        }
        boolean nothingYet = chunk.path("choices").isArray()
                && Fields.elements(chunk.path("choices")).allMatch(AnswerEvents::saysNothing);
        return nothingYet ? EventOpening.PRELUDE : EventOpening.CONTENT;
    }

    private static boolean saysNothing(JsonNode choice) {
        return choice.isObject()
                && restIsNothing(choice, SAY_NOTHING_OF_A_CHOICE::contains)
                && restIsNothing(choice.path("delta"), SAY_NOTHING_OF_A_DELTA::contains);
    }

    private static boolean restIsNothing(JsonNode node, Predicate<String> known) {
        return node.properties().stream()
                .filter(member -> !known.test(member.getKey()))
                .map(Entry::getValue)
                .allMatch(AnswerEvents::isNothing);
    }

    /** Missing, null, or an empty text, array or object. */
    private static boolean isNothing(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || (value.isTextual() ? value.asText().isEmpty() : value.isContainerNode() && value.isEmpty());
    }
}
