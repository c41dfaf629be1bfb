package dev.tapedeck.web.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tapedeck.run.RunEntry;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Reads what an agent did: one action, a list of them, or an object with such a list in {@code actions}. */
@Singleton
final class ActionBodies {
    private static final int MOST = 1_000;
    private static final String LIST = "actions";

    private final ObjectMapper json;

    ActionBodies(ObjectMapper json) {
        this.json = json;
    }

    /** @throws Refusal that names the place of what can't be understood */
    List<RunEntry.Action> read(JsonNode body) {
        boolean isWrapped = body.isObject() && body.size() == 1 && body.has(LIST);
        JsonNode all = isWrapped ? body.path(LIST) : body;
        String at = isWrapped ? "/" + LIST : "";
        if (!all.isArray()) {
            return List.of(action(all, at));
        }
        if (all.isEmpty() || all.size() > MOST) {
            throw Refusal.member(at, "There must be 1 to %,d actions, and there are %,d.".formatted(MOST, all.size()));
        }
        List<RunEntry.Action> actions = new ArrayList<>();
        for (JsonNode each : all) {
            actions.add(action(each, "%s/%d".formatted(at, actions.size())));
        }
        return actions;
    }

    private RunEntry.Action action(JsonNode node, String pointer) {
        try {
            ActionRequest request = json.treeToValue(node, ActionRequest.class);
            RequiredMembers.check(request);
            return request.content();
        } catch (JsonProcessingException wrong) {
            throw at(pointer, JsonProblem.of(wrong));
        } catch (Refusal wrong) {
            throw at(pointer, wrong);
        }
    }

    /** The same, with the place of the action before each place in it. */
    private static Refusal at(String pointer, Refusal wrong) {
        return pointer.isEmpty() || wrong.violations().isEmpty()
                ? wrong
                : Refusal.invalid(wrong.violations().stream()
                        .map(violation -> violation.below(pointer))
                        .toList());
    }
}
