package dev.tapedeck.web.api;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.Explanations;
import dev.tapedeck.cassette.RecordingSearch;
import dev.tapedeck.cassette.SearchQuery;
import dev.tapedeck.cassette.Sessions;
import dev.tapedeck.exchange.ProviderDirectory;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.redaction.Redactor;
import dev.tapedeck.web.gateway.DialectOf;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Cassettes: what is recorded. */
@Path(ApiPaths.CASSETTES)
@Singleton
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Cassettes", description = "What is recorded, by name.")
final class CassettesResource {
    private final CassetteStore store;
    private final Sessions sessions;
    private final ProviderDirectory providers;
    private final DialectOf dialectOf;
    private final Explanations explanations;
    private final RecordingSearch search;
    private final Time time;
    private final IdempotencyKeys keys;

    CassettesResource(
            CassetteStore store,
            Sessions sessions,
            ProviderDirectory providers,
            Redactor redactor,
            DialectOf dialectOf,
            RecordingSearch search,
            Time time,
            IdempotencyKeys keys) {
        this.store = store;
        this.sessions = sessions;
        this.providers = providers;
        this.dialectOf = dialectOf;
        this.explanations = new Explanations(store, redactor);
        this.search = search;
        this.time = time;
        this.keys = keys;
    }

    @GET
    @Operation(
            operationId = "listCassettes",
            summary = "List the cassettes, or search them",
            description =
                    "In order of name. With any of the conditions only those with an interaction that meets all of them.")
    @APIResponse(responseCode = "200", description = "A part of the list.")
    public PageView<CassetteView> list(
            @QueryParam("limit") @DefaultValue(Limit.USUAL) Limit limit,
            @QueryParam("after") Optional<String> after,
            @BeanParam SearchParameters conditions) {
        SearchQuery query = conditions.query();
        Optional<CassetteName> start = after.map(CassetteName::new);
        if (!query.isAll()) {
            return PageView.of(
                    search.cassettes(query, any -> true, start, limit.andOneMore()),
                    limit,
                    hit -> hit.cassette().name().value(),
                    CassetteView::of);
        }
        List<Cassette> found = store.list(start, limit.andOneMore());
        return PageView.of(found, limit, cassette -> cassette.name().value(), CassetteView::of);
    }

    @POST
    @Operation(
            operationId = "createCassette",
            summary = "Create a cassette",
            description = "With a key recipe of its own. Without one, a cassette is made by recording to it.")
    @APIResponseSchema(
            value = CassetteView.class,
            responseCode = "201",
            responseDescription = "The cassette; its address is in `Location`.")
    @APIResponse(responseCode = "409", ref = ApiDocument.CONFLICT)
    public RestResponse<CassetteView> create(
            CassetteRequest request, @HeaderParam(IdempotencyKeys.HEADER) Optional<String> key, @Context UriInfo uri) {
        CassetteView created = keys.once(CassetteView.class, key, request, () -> create(request));
        return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, created)
                .location(ApiPaths.below(uri, ApiPaths.CASSETTES, created.name()))
                .build();
    }

    private CassetteView create(CassetteRequest request) {
        return CassetteView.of(store.create(new CassetteName(request.name()), request.recipe(), time.now()));
    }

    @GET
    @Path("/{name}")
    @Operation(operationId = "getCassette", summary = "Get a cassette", description = "Without its interactions.")
    @APIResponse(responseCode = "200", description = "The cassette.")
    public RestResponse<CassetteView> get(@PathParam("name") String name) {
        Cassette cassette = Recordings.cassette(store, name);
        return RestResponse.ResponseBuilder.ok(CassetteView.of(cassette))
                .tag(CassetteVersion.of(cassette))
                .build();
    }

    @DELETE
    @Path("/{name}")
    @Operation(
            operationId = "deleteCassette",
            summary = "Delete a cassette",
            description =
                    "With everything that is recorded on it. This can't be undone. Refused while a session is recording to it.")
    @APIResponse(responseCode = "204", description = "It is gone.")
    @APIResponse(responseCode = "409", ref = ApiDocument.CONFLICT)
    @APIResponse(responseCode = "412", ref = ApiDocument.CHANGED)
    public void delete(@PathParam("name") String name, @HeaderParam(HttpHeaders.IF_MATCH) Optional<String> version) {
        CassetteVersion.check(version, () -> Recordings.cassette(store, name));
        sessions.release(new CassetteName(name));
        store.delete(new CassetteName(name));
    }

    @POST
    @Path("/{name}/rename")
    @Operation(
            operationId = "renameCassette",
            summary = "Rename a cassette",
            description = "Everything on it stays. Refused while a session is recording to it.")
    @APIResponse(responseCode = "200", description = "The cassette under its new name.")
    @APIResponse(responseCode = "409", ref = ApiDocument.CONFLICT)
    @APIResponse(responseCode = "412", ref = ApiDocument.CHANGED)
    public CassetteView rename(
            @PathParam("name") String name,
            RenameRequest request,
            @HeaderParam(HttpHeaders.IF_MATCH) Optional<String> version) {
        CassetteVersion.check(version, () -> Recordings.cassette(store, name));
        sessions.release(new CassetteName(name));
        store.rename(new CassetteName(name), new CassetteName(request.name()));
        return CassetteView.of(Recordings.cassette(store, request.name()));
    }

    @POST
    @Path("/{name}/rewind")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "rewindCassette",
            summary = "Rewind a cassette",
            description =
                    "Ends the implicit sessions over it: the next call by header begins at the start of each lane.")
    @APIResponse(responseCode = "204", description = "It is at its start.")
    public void rewind(@PathParam("name") String name) {
        int ended = sessions.rewind(new CassetteName(name));
        if (ended == 0) {
            Recordings.cassette(store, name); // no session, no cassette: then the name is wrong
        }
    }

    @POST
    @Path("/{name}/explain")
    @Operation(
            operationId = "explainRequest",
            summary = "Explain what a cassette has for a request",
            description = "Either what matches, or the nearest recordings and where they differ. Nothing is taken.")
    @APIResponse(responseCode = "200", description = "A hit, or why there is none.")
    public ExplanationView explain(@PathParam("name") String name, ExplainRequest request) {
        return ExplanationView.of(explanations.explain(new CassetteName(name), request.call(providers, dialectOf)));
    }
}
