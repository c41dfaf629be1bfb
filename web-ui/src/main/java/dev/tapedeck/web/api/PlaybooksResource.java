package dev.tapedeck.web.api;

import dev.tapedeck.declared.TextProblem;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.playbook.CheckedPlaybook;
import dev.tapedeck.playbook.PlaybookName;
import dev.tapedeck.playbook.PlaybookStore;
import dev.tapedeck.playbook.PlaybookStore.Stored;
import dev.tapedeck.playbook.Playbooks;
import dev.tapedeck.web.playbook.PlaybookControl;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Playbooks: declared procedures, and their start. */
@Path(ApiPaths.PLAYBOOKS)
@Singleton
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Playbooks", description = "Declared procedures that fail in words people understand.")
final class PlaybooksResource {
    private static final String EXAMPLE = """
            name: greet
            parameters:
              who: { type: string, required: true }
            steps:
              - name: greet
                action: complete
                params: { provider: simulator, model: gpt-4o-mini, prompt: "Greet {who}." }
                failureMessage: "Could not greet {who}."
                storeAs: greeting
            """;

    private final PlaybookStore store;
    private final Playbooks playbooks;
    private final PlaybookControl control;
    private final IdempotencyKeys keys;

    PlaybooksResource(PlaybookStore store, Playbooks playbooks, PlaybookControl control, IdempotencyKeys keys) {
        this.store = store;
        this.playbooks = playbooks;
        this.control = control;
        this.keys = keys;
    }

    @GET
    @Operation(
            operationId = "listPlaybooks",
            summary = "List the playbooks",
            description = "In order of name, broken ones among them. Files that were changed are read anew.")
    @APIResponse(responseCode = "200", description = "A part of the list.")
    public PageView<PlaybookView> list(
            @QueryParam("limit") @DefaultValue(Limit.USUAL) Limit limit, @QueryParam("after") Optional<String> after) {
        String place = after.map(name -> new PlaybookName(name).value()).orElse("");
        List<Stored> found = store.list().stream()
                .filter(stored -> stored.name().value().compareTo(place) > 0)
                .limit(limit.andOneMore())
                .toList();
        return PageView.of(found, limit, stored -> stored.name().value(), PlaybookView::listed);
    }

    @GET
    @Path("/{name}")
    @Operation(
            operationId = "getPlaybook",
            summary = "Get a playbook",
            description = "With its text, and with what is wrong in it.")
    @APIResponseSchema(value = PlaybookView.class, responseCode = "200", responseDescription = "The playbook.")
    public RestResponse<PlaybookView> get(@PathParam("name") String name) {
        return answer(RestResponse.Status.OK, playbooks.fetch(new PlaybookName(name)));
    }

    @PUT
    @Path("/{name}")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "putPlaybook", summary = "Put a playbook", description = """
                    The body is the playbook itself, as YAML or JSON, of any content type, with at most 1 MiB. It takes the place \
                    of the playbook of that name; runs of it go on as they began. A broken one is refused, and nothing has changed.""")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = Attachment.YAML,
                            schema = @Schema(type = SchemaType.STRING),
                            example = EXAMPLE))
    @APIResponseSchema(value = PlaybookView.class, responseCode = "200", responseDescription = "It was replaced.")
    @APIResponse(
            responseCode = "201",
            description = "It is new.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PlaybookView.class)))
    @APIResponse(
            responseCode = "400",
            description = "It is broken: `problems` says where and why.",
            content =
                    @Content(
                            mediaType = ProblemView.MEDIA_TYPE,
                            schema = @Schema(implementation = BrokenTextView.class)))
    @APIResponse(responseCode = "412", ref = ApiDocument.CHANGED)
    @APIResponse(responseCode = "413", ref = ApiDocument.TOO_LARGE)
    public RestResponse<PlaybookView> put(
            @PathParam("name") String name,
            @HeaderParam(HttpHeaders.IF_MATCH) Optional<String> version,
            InputStream body) {
        PlaybookName playbook = new PlaybookName(name);
        Bytes text = TextBody.read(body, "A playbook has at most 1 MiB.");
        Optional<Stored> before = store.find(playbook);
        checkVersion(version, before);
        return switch (control.put(playbook, text)) {
            case CheckedPlaybook.Broken(List<TextProblem> problems) ->
                throw new BrokenText(Problem.BROKEN_PLAYBOOK, problems);
            case CheckedPlaybook.Valid valid ->
                answer(
                        before.isPresent() ? RestResponse.Status.OK : RestResponse.Status.CREATED,
                        new Stored(playbook, text, valid));
        };
    }

    @DELETE
    @Path("/{name}")
    @Operation(
            operationId = "deletePlaybook",
            summary = "Delete a playbook",
            description = "Its runs stay, and those under way go on.")
    @APIResponse(responseCode = "204", description = "It is gone.")
    @APIResponse(responseCode = "412", ref = ApiDocument.CHANGED)
    public void delete(@PathParam("name") String name, @HeaderParam(HttpHeaders.IF_MATCH) Optional<String> version) {
        PlaybookName playbook = new PlaybookName(name);
        checkVersion(version, Optional.of(playbooks.fetch(playbook)));
        control.delete(playbook);
    }

    @POST
    @Path("/{name}/validate")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "validatePlaybook",
            summary = "Validate a playbook",
            description =
                    "What is in the way of playing it: in its text, in the playbooks that it plays, and in `parameters`, if they are given.")
    @APIResponse(responseCode = "200", description = "What came of it.")
    public TextCheckView validate(@PathParam("name") String name, PlaybookRunRequest request) {
        return TextCheckView.of(playbooks.problems(new PlaybookName(name), request.given()));
    }

    @POST
    @Path("/{name}/runs")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "startPlaybook",
            summary = "Play a playbook",
            description =
                    "In a run of its own, which goes on whatever becomes of this connection. With a cassette its calls are recorded or played, those to hosts too.")
    @APIResponseSchema(
            value = RunView.class,
            responseCode = "202",
            responseDescription = "The run; its address is in `Location`.")
    @APIResponse(
            responseCode = "400",
            description = "It can't be played, or not with these parameters: `problems` says why. Nothing was done.",
            content =
                    @Content(
                            mediaType = ProblemView.MEDIA_TYPE,
                            schema = @Schema(implementation = BrokenTextView.class)))
    public RestResponse<RunView> start(
            @PathParam("name") String name,
            PlaybookRunRequest request,
            @HeaderParam(IdempotencyKeys.HEADER) Optional<String> key,
            @Context UriInfo uri) {
        PlaybookName playbook = new PlaybookName(name);
        RunView started = keys.once(
                RunView.class,
                playbook.value(),
                key,
                request,
                () -> RunView.of(control.start(playbook, request.asked())));
        return RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, started)
                .location(ApiPaths.below(uri, ApiPaths.RUNS, started.id()))
                .build();
    }

    private static void checkVersion(Optional<String> version, Optional<Stored> present) {
        boolean same = present.map(stored -> EntityTags.matches(version, PlaybookView.tag(stored)))
                .orElse(version.isEmpty());
        if (!same) {
            throw new Refusal(Problem.CHANGED, "Get the playbook again, then decide with what it says now.");
        }
    }

    private static RestResponse<PlaybookView> answer(RestResponse.Status status, Stored stored) {
        return RestResponse.ResponseBuilder.create(status, PlaybookView.of(stored))
                .tag(PlaybookView.tag(stored))
                .build();
    }
}
