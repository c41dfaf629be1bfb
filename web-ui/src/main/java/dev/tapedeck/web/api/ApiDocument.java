package dev.tapedeck.web.api;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.info.Info;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Completes the OpenAPI document with what all operations share: the descriptions of parameters, examples by the name of
 * a schema, and the errors that any of them may answer.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ApiDocument implements OASFilter {
    static final String INVALID = "Invalid";
    static final String UNKNOWN = "Unknown";
    static final String CONFLICT = "Conflict";
    static final String CHANGED = "Changed";
    static final String KEY_REUSED = "KeyReused";
    static final String TOO_LARGE = "TooLarge";
    static final String INTERNAL = "Internal";

    private static final String SCHEMAS = "#/components/schemas/";

    /** What each parameter means; its name means the same in every operation. */
    private static final Map<String, Described> PARAMETERS = Map.ofEntries(
            Map.entry("limit", new Described("How many entries to return at most.", 50)),
            Map.entry("after", new Described("Where to go on: the `next` of the part before.", "checkout")),
            Map.entry("name", new Described("The name.", "checkout")),
            Map.entry("id", new Described("The id of the session.", "0b9f6a52-7a5e-4f2f-9d63-0a3b2f6f2f55")),
            Map.entry("number", new Described("The number of the interaction, from 1.", 1)),
            Map.entry(
                    "strict",
                    new Described(
                            "Answer 409, with the same report, if it tells of something wrong: problems, or a session's misses and interactions never played.",
                            true)),
            Map.entry(
                    IdempotencyKeys.HEADER,
                    new Described(
                            "Any text of your own: the same key with the same body gets the same answer for an hour, from the same node, until it is restarted.",
                            "b7c9e1f2")),
            Map.entry(
                    HttpHeaders.IF_MATCH,
                    new Described("Only if the entity tag is still this one.", "\"7-12-48211-1795226400000\"")),
            Map.entry(
                    "text",
                    new Described(
                            "Words in requests and answers: all must occur; `\"in quotes\"` they must follow one another; the last one may go on.",
                            "refund \"not found\"")),
            Map.entry("model", new Described("The model asked for, in full.", "gpt-5")),
            Map.entry("status", new Described("The answer's HTTP status, or a class of them.", "4xx")),
            Map.entry(
                    "since",
                    new Described("Recorded at this time or later: a time, or a day (UTC).", "2026-11-21T00:00:00Z")),
            Map.entry(
                    "until",
                    new Described("Recorded before this time, or up to the end of this day (UTC).", "2026-11-21")),
            Map.entry(
                    "existing",
                    new Described(
                            "What becomes of what is there already: `refuse`, `replace` or `append`; a copy can't be appended.",
                            "refuse")),
            Map.entry(
                    "provider",
                    new Described(
                            "The provider's id. For an import, the configured provider that all calls are put to; without it, each URL tells.",
                            "openai")),
            Map.entry("run", new Described("The id of the run.", "0b9f6a52-7a5e-4f2f-9d63-0a3b2f6f2f55")),
            Map.entry("build", new Described("The id of the build.", "0193a6c1f2b40-1a2b3c4d")),
            Map.entry(
                    "artifact",
                    new Described(
                            "The id of the artifact: the SHA-256 of its content.",
                            "876eff94ac0f0f9a5e2ad2e0a1cc7a3c7c9a1d6be0c0a0c8a9f4f6b8e2d1c3b4")),
            Map.entry("batch", new Described("The number of the batch, from 1.", 1)),
            Map.entry("pipeline", new Described("Only builds of this pipeline.", "team-report")),
            Map.entry(
                    "state",
                    new Described("Only those in this state; or several, with commas between them.", "FAILED")),
            Map.entry("layer", new Described("Only those of this layer, or source.", "work-styles")),
            Map.entry(
                    BuildEventsResource.LAST_EVENT, new Described("Only what came after the event with this id.", 12)),
            Map.entry(
                    "circuit",
                    new Described(
                            "The name of the circuit, percent-encoded where a model has a slash.",
                            "provider.openai:gpt-5")),
            Map.entry(
                    "topic", new Described("What to hear about: `calls`, `circuits`, `builds`, or `all`.", "circuits")),
            Map.entry("service", new Described("The name of the service.", "provider.openai")),
            Map.entry("file", new Described("The name of the file, for messages.", "test_chat.yaml")),
            Map.entry("format", new Described("The format: `tapedeck`, `vcr`, `go-vcr` or `har`.", "vcr")),
            Map.entry(
                    "to",
                    new Described(
                            "The store to which it is copied: `file` or `database`, not the one in use.", "file")));

    private final Map<String, Object> examples = examples();

    private record Described(String text, Object example) {}

    private static Map<String, Object> examples() {
        try (InputStream file = ApiDocument.class.getResourceAsStream("examples.json")) {
            return new ObjectMapper().readValue(Objects.requireNonNull(file), new TypeReference<>() {});
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Info info = Optional.ofNullable(document.getInfo()).orElseGet(OASFactory::createInfo);
        document.setInfo(info);
        info.title("Tapedeck")
                .description(
                        "Sessions, cassettes and what is on them, pipelines and builds, runs, providers, policies and circuits, and what goes through the door.");
        Map<String, PathItem> all = Map.copyOf(document.getPaths().getPathItems());
        all.keySet().stream()
                .filter(path -> !path.startsWith(ApiPaths.ROOT + "/"))
                .forEach(document.getPaths()::removePathItem);
        addErrors(document);
        document.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(this::complete);
    }

    private void addErrors(OpenAPI document) {
        document.getComponents()
                .addResponse(INVALID, error("The request is not valid: `violations` says where.", INVALID))
                .addResponse(UNKNOWN, error("There is nothing of that name.", UNKNOWN))
                .addResponse(CONFLICT, error("The request clashes with what is there.", CONFLICT))
                .addResponse(CHANGED, error("It was changed in the meantime.", CHANGED))
                .addResponse(KEY_REUSED, error("The idempotency key was used with another body.", KEY_REUSED))
                .addResponse(TOO_LARGE, error("The body is larger than is taken.", TOO_LARGE))
                .addResponse(INTERNAL, error("Something went wrong in Tapedeck; its log says what.", INTERNAL));
    }

    private APIResponse error(String description, String example) {
        MediaType type = OASFactory.createMediaType()
                .schema(OASFactory.createSchema().ref("Problem"))
                .example(examples.get(example));
        Content content = OASFactory.createContent().addMediaType(ProblemView.MEDIA_TYPE, type);
        return OASFactory.createAPIResponse().description(description).content(content);
    }

    private void complete(Operation operation) {
        List<Parameter> parameters =
                Optional.ofNullable(operation.getParameters()).orElse(List.of());
        parameters.forEach(ApiDocument::describe);
        if (operation.getRequestBody() != null) {
            operation.getRequestBody().getContent().getMediaTypes().values().forEach(this::exemplify);
        }
        APIResponses responses = operation.getResponses();
        responses.getAPIResponses().values().stream()
                .flatMap(response -> Optional.ofNullable(response.getContent()).stream())
                .flatMap(content -> content.getMediaTypes().values().stream())
                .forEach(this::exemplify);
        if (Optional.ofNullable(responses.getAPIResponse("400"))
                .flatMap(own -> Optional.ofNullable(own.getContent()))
                .isEmpty()) {
            responses.addAPIResponse("400", OASFactory.createAPIResponse().ref(INVALID));
        }
        responses.addAPIResponse("500", OASFactory.createAPIResponse().ref(INTERNAL));
        if (parameters.stream().anyMatch(parameter -> parameter.getIn() == Parameter.In.PATH)) {
            addIfAbsent(responses, "404", UNKNOWN);
        }
        if (parameters.stream().anyMatch(parameter -> IdempotencyKeys.HEADER.equals(parameter.getName()))) {
            addIfAbsent(responses, "409", CONFLICT);
            addIfAbsent(responses, "422", KEY_REUSED);
        }
    }

    private static void addIfAbsent(APIResponses responses, String status, String error) {
        if (!responses.hasAPIResponse(status)) {
            responses.addAPIResponse(status, OASFactory.createAPIResponse().ref(error));
        }
    }

    private static void describe(Parameter parameter) {
        Described described = PARAMETERS.get(parameter.getName());
        if (described != null) {
            parameter
                    .description(Optional.ofNullable(parameter.getDescription()).orElse(described.text()))
                    .example(described.example());
        }
    }

    /** Adds the example that is kept under the name of the schema. */
    private void exemplify(MediaType type) {
        Optional.ofNullable(type.getSchema())
                .flatMap(schema -> Optional.ofNullable(schema.getRef()))
                .filter(ref -> ref.startsWith(SCHEMAS))
                .map(ref -> examples.get(ref.substring(SCHEMAS.length())))
                .ifPresent(type::example);
    }
}
