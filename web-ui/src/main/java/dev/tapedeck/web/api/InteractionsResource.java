package dev.tapedeck.web.api;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.RecordingSearch;
import dev.tapedeck.cassette.SearchQuery;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Failure.Unknown.Kind;
import dev.tapedeck.exchange.ProviderRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The interactions on a cassette. */
@Path(ApiPaths.INTERACTIONS)
@Singleton
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Interactions", description = "What is on a cassette, in order of recording.")
final class InteractionsResource {
    private final CassetteStore store;
    private final RecordingSearch search;

    InteractionsResource(CassetteStore store, RecordingSearch search) {
        this.store = store;
        this.search = search;
    }

    @GET
    @Operation(
            operationId = "listInteractions",
            summary = "List the interactions of a cassette, or search them",
            description =
                    "In order of recording, without headers and bodies. With any of the conditions only those that meet all of them.")
    @APIResponse(responseCode = "200", description = "A part of the list.")
    public PageView<InteractionSummaryView> list(
            @PathParam("name") String name,
            @QueryParam("limit") @DefaultValue(Limit.USUAL) Limit limit,
            @QueryParam("after") Optional<String> after,
            @BeanParam SearchParameters conditions) {
        SearchQuery query = conditions.query();
        int start = after.map(NumberPlace::parse).orElse(0);
        Cassette cassette = Recordings.cassette(store, name);
        Function<Interaction, String> place = interaction -> String.valueOf(interaction.number());
        if (!query.isAll()) {
            return PageView.of(
                    search.interactions(cassette, query, start, limit.andOneMore()),
                    limit,
                    place,
                    InteractionSummaryView::of);
        }
        return PageView.of(
                store.interactions(cassette.take(), start, limit.andOneMore()),
                limit,
                place,
                InteractionSummaryView::of);
    }

    @GET
    @Path("/{number}")
    @Operation(
            operationId = "getInteraction",
            summary = "Get an interaction",
            description = "With headers, bodies, the pieces of a stream and what was redacted.")
    @APIResponse(responseCode = "200", description = "The interaction.")
    public InteractionView get(@PathParam("name") String name, @PathParam("number") InteractionNumber number) {
        return InteractionView.of(Recordings.interaction(store, name, number));
    }

    @GET
    @Path("/{number}/raw/request")
    @Produces({MediaType.TEXT_PLAIN, MediaType.APPLICATION_OCTET_STREAM})
    @Operation(
            operationId = "getRawRequest",
            summary = "Download the body of a request",
            description = "The bytes as they are stored, that is redacted.")
    @APIResponse(
            responseCode = "200",
            description = "The bytes, as plain text if they are UTF-8.",
            content = @Content(mediaType = MediaType.TEXT_PLAIN, example = "{\"model\":\"gpt-5\",\"messages\":[]}"))
    public Response rawRequest(@PathParam("name") String name, @PathParam("number") InteractionNumber number) {
        Interaction interaction = Recordings.interaction(store, name, number);
        return Attachment.raw(
                "%s-%d-request".formatted(name, number.value()),
                interaction.ticket().request().body());
    }

    @GET
    @Path("/{number}/raw/response")
    @Produces({MediaType.TEXT_PLAIN, MediaType.APPLICATION_OCTET_STREAM})
    @Operation(
            operationId = "getRawResponse",
            summary = "Download the body of an answer",
            description = "The bytes as they are replayed, the pieces of a stream joined.")
    @APIResponse(
            responseCode = "200",
            description = "The bytes, as plain text if they are UTF-8.",
            content =
                    @Content(mediaType = MediaType.TEXT_PLAIN, example = "data: {\"choices\":[]}\n\ndata: [DONE]\n\n"))
    public Response rawResponse(@PathParam("name") String name, @PathParam("number") InteractionNumber number) {
        Bytes body = AnswerBody.of(Recordings.interaction(store, name, number).outcome())
                .orElseThrow(() -> Recordings.unknown(
                        Kind.INTERACTION,
                        "Interaction %d on '%s' has no answer: the call failed.".formatted(number.value(), name)));
        return Attachment.raw("%s-%d-response".formatted(name, number.value()), body);
    }

    @GET
    @Path("/{number}/curl")
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(
            operationId = "getCurl",
            summary = "Get a request as a curl command",
            description = "Ready to paste into a shell. It goes through this gateway and holds no key.")
    @APIResponse(
            responseCode = "200",
            description = "The command.",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_PLAIN,
                            example = "curl -X 'GET' \\\n  --globoff 'http://localhost:8080/llm/openai/v1/models'\n"))
    public String curl(
            @PathParam("name") String name, @PathParam("number") InteractionNumber number, @Context UriInfo uri) {
        ProviderRequest request =
                Recordings.interaction(store, name, number).ticket().request();
        String body = ApiPaths.below(
                        uri, ApiPaths.CASSETTES, "%s/interactions/%d/raw/request".formatted(name, number.value()))
                .toString();
        return CurlCommand.of(request, ApiPaths.ofCall(uri, request), body);
    }

    @DELETE
    @Path("/{number}")
    @Operation(
            operationId = "deleteInteraction",
            summary = "Delete an interaction",
            description = "Its number is not used again. This can't be undone.")
    @APIResponse(responseCode = "204", description = "It is gone.")
    public void delete(@PathParam("name") String name, @PathParam("number") InteractionNumber number) {
        Cassette cassette = Recordings.cassette(store, name);
        Recordings.interaction(store, name, number);
        try {
            store.remove(cassette.take(), number.value());
        } finally {
            store.settle(cassette.name()); // no session may be there that would
        }
    }
}
