package dev.tapedeck.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ApiDocumentTest {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private final ObjectMapper mapper;
    private JsonNode document = JsonNodeFactory.instance.objectNode();

    @Inject
    ApiDocumentTest(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @BeforeEach
    void readDocument() throws IOException {
        document = mapper.readTree(given().get("/q/openapi?format=json").asString());
    }

    /** One operation of the document, with the name by which a failure tells of it. */
    private record Operation(String name, JsonNode node) {}

    @Test
    void everyOperationIsDocumented() {
        List<String> faults = operations().flatMap(this::faults).toList();

        assertThat(operations()).hasSizeGreaterThanOrEqualTo(22);
        assertThat(faults).isEmpty();
    }

    @Test
    void onlyTheApiIsInTheDocument() {
        List<String> paths = new ArrayList<>();
        document.path("paths").fieldNames().forEachRemaining(paths::add);

        assertThat(paths).isNotEmpty().allMatch(path -> path.startsWith("/api/v1/"));
    }

    @Test
    void examplesHaveNoMemberThatTheirSchemaDoesNotKnow() {
        List<String> faults = operations()
                .flatMap(operation -> Stream.concat(
                                operation.node().path("responses").valueStream(),
                                Stream.of(operation.node().path("requestBody")))
                        .flatMap(
                                described -> resolved(described).path("content").valueStream())
                        .flatMap(
                                media -> unknownMembers(operation.name(), media.path("example"), media.path("schema"))))
                .distinct()
                .toList();

        assertThat(faults).isEmpty();
    }

    @Test
    void everySchemaIsReferredToByAnOperation() {
        Set<String> reached = new HashSet<>();
        operations().forEach(operation -> follow(operation.node(), reached));

        Set<String> schemas = new TreeSet<>();
        document.path("components").path("schemas").fieldNames().forEachRemaining(schemas::add);
        schemas.removeIf(name -> reached.contains("#/components/schemas/" + name));

        assertThat(schemas).isEmpty();
    }

    private void follow(JsonNode node, Set<String> reached) {
        String ref = node.path("$ref").asText();
        if (!ref.isEmpty() && reached.add(ref)) {
            follow(document.at(ref.substring(1)), reached);
        }
        node.forEach(child -> follow(child, reached));
    }

    private Stream<Operation> operations() {
        return document.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .map(method -> new Operation(method.getKey() + " " + path.getKey(), method.getValue())));
    }

    private Stream<String> faults(Operation operation) {
        List<String> faults = new ArrayList<>();
        JsonNode node = operation.node();
        if (node.path("summary").asText().isBlank()
                || node.path("description").asText().isBlank()) {
            faults.add(operation.name() + ": no summary or description");
        }
        for (JsonNode parameter : node.path("parameters")) {
            if (parameter.path("description").asText().isBlank()) {
                faults.add(operation.name() + ": no description of parameter " + parameter.path("name"));
            }
        }
        if (node.has("requestBody") && !allHaveExamples(node.path("requestBody"))) {
            faults.add(operation.name() + ": no example of the body");
        }
        if (statuses(node).noneMatch(status -> status.startsWith("4"))) {
            faults.add(operation.name() + ": no error answer");
        }
        for (Map.Entry<String, JsonNode> response : node.path("responses").properties()) {
            JsonNode described = resolved(response.getValue());
            if (described.path("description").asText().isBlank()) {
                faults.add(operation.name() + ": no description of " + response.getKey());
            }
            if (!response.getKey().equals("204") && !allHaveExamples(described)) {
                faults.add(operation.name() + ": no example of " + response.getKey());
            }
        }
        return faults.stream();
    }

    private static Stream<String> statuses(JsonNode operation) {
        return operation.path("responses").properties().stream().map(Map.Entry::getKey);
    }

    private static boolean allHaveExamples(JsonNode described) {
        JsonNode content = described.path("content");
        return !content.isEmpty() && content.valueStream().allMatch(media -> media.has("example"));
    }

    private Stream<String> unknownMembers(String place, JsonNode example, JsonNode schema) {
        JsonNode known = resolved(schema);
        if (example.isArray()) {
            return example.valueStream().flatMap(entry -> unknownMembers(place, entry, known.path("items")));
        }
        if (!example.isObject() || !known.has("properties")) {
            return Stream.empty();
        }
        return example.properties().stream().flatMap(member -> {
            String here = place + "/" + member.getKey();
            return known.path("properties").has(member.getKey())
                    ? unknownMembers(
                            here, member.getValue(), known.path("properties").path(member.getKey()))
                    : Stream.of(here);
        });
    }

    /** What a reference points at, through the null beside it; anything else as it is. */
    private JsonNode resolved(JsonNode node) {
        JsonNode chosen = node.has("anyOf") ? node.path("anyOf").path(0) : node;
        return chosen.has("$ref") ? document.at(chosen.path("$ref").asText().substring(1)) : chosen;
    }
}
