package dev.tapedeck.web.api;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.Miss;
import dev.tapedeck.cassette.Session;
import dev.tapedeck.cassette.SessionId;
import dev.tapedeck.cassette.SessionReport;
import dev.tapedeck.cassette.Sessions;
import dev.tapedeck.exchange.ProviderDirectory;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Sessions: opened, looked at, closed with a report. */
@Path(ApiPaths.SESSIONS)
@Singleton
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions", description = "One cassette, one mode, and the positions in its lanes.")
final class SessionsResource {
    /** How many interactions never played are shown with method and path. */
    private static final int DESCRIBED = 100;

    private final Sessions sessions;
    private final CassetteStore store;
    private final ProviderDirectory providers;
    private final IdempotencyKeys keys;

    SessionsResource(Sessions sessions, CassetteStore store, ProviderDirectory providers, IdempotencyKeys keys) {
        this.sessions = sessions;
        this.store = store;
        this.providers = providers;
        this.keys = keys;
    }

    @POST
    @Operation(
            operationId = "openSession",
            summary = "Open a session",
            description = "Give one of its base URLs to a client: the client's calls then belong to this session.")
    @APIResponseSchema(
            value = SessionView.class,
            responseCode = "201",
            responseDescription = "The session; its address is in `Location`.")
    public RestResponse<SessionView> open(
            SessionRequest request, @HeaderParam(IdempotencyKeys.HEADER) Optional<String> key, @Context UriInfo uri) {
        SessionView opened = keys.once(SessionView.class, key, request, () -> view(sessions.open(request.spec()), uri));
        return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, opened)
                .location(ApiPaths.below(uri, ApiPaths.SESSIONS, opened.id()))
                .build();
    }

    @GET
    @Operation(
            operationId = "listSessions",
            summary = "List the open sessions",
            description = "The newest comes first.")
    @APIResponse(responseCode = "200", description = "A part of the list.")
    public PageView<SessionView> list(
            @QueryParam("limit") @DefaultValue(Limit.USUAL) Limit limit,
            @QueryParam("after") Optional<String> after,
            @Context UriInfo uri) {
        Stream<Session> newestFirst = sessions.list(Optional.empty(), Integer.MAX_VALUE).stream();
        Stream<Session> rest = after.map(SessionPlace::parse)
                .map(place -> newestFirst.filter(place::isBefore))
                .orElse(newestFirst);
        return PageView.of(
                rest.limit(limit.andOneMore()).toList(), limit, SessionPlace::text, session -> view(session, uri));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getSession", summary = "Get an open session", description = "With its counters so far.")
    @APIResponse(responseCode = "200", description = "The session.")
    public SessionView get(@PathParam("id") String id, @Context UriInfo uri) {
        return view(sessions.fetch(new SessionId(id)), uri);
    }

    @GET
    @Path("/{id}/misses")
    @Operation(
            operationId = "listMisses",
            summary = "List a session's misses",
            description = "In order, at most 1,000; of sessions closed lately too. Each says what was nearest.")
    @APIResponse(responseCode = "200", description = "A part of the list.")
    public PageView<MissView> misses(
            @PathParam("id") String id,
            @QueryParam("limit") @DefaultValue(Limit.USUAL) Limit limit,
            @QueryParam("after") Optional<String> after) {
        List<Miss> all = sessions.report(new SessionId(id)).misses();
        int from = Math.min(after.map(NumberPlace::parse).orElse(0), all.size());
        int to = Math.min(from + limit.andOneMore(), all.size());
        String next = String.valueOf(from + limit.value());
        return PageView.of(all.subList(from, to), limit, last -> next, MissView::of);
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "closeSession",
            summary = "Close a session",
            description = "Waits for recordings under way, makes them durable, and reports how the session went.")
    @APIResponse(responseCode = "200", description = "The report.")
    @APIResponse(
            responseCode = "409",
            description =
                    "With `strict`: there were misses or interactions never played. The session is closed all the same.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SessionReportView.class)))
    public RestResponse<SessionReportView> close(
            @PathParam("id") String id,
            @QueryParam("strict") @DefaultValue("false") Strict strict,
            @Context UriInfo uri) {
        SessionReport report = sessions.close(new SessionId(id));
        SessionReportView view = SessionReportView.of(report, baseUrls(report.session(), uri), unplayed(report));
        boolean refused = strict.set() && !report.clean();
        return RestResponse.status(refused ? RestResponse.Status.CONFLICT : RestResponse.Status.OK, view);
    }

    private SessionView view(Session session, UriInfo uri) {
        return SessionView.of(session, baseUrls(session, uri));
    }

    private Map<String, String> baseUrls(Session session, UriInfo uri) {
        return ApiPaths.ofSession(uri, session.id(), providers.entries());
    }

    private List<UnplayedView> unplayed(SessionReport report) {
        Optional<Cassette> cassette = store.find(report.session().spec().cassette());
        Stream<UnplayedView> described = report.unplayed().stream()
                .limit(DESCRIBED)
                .map(number -> cassette.flatMap(found -> store.find(found.take(), number))
                        .map(UnplayedView::of)
                        .orElseGet(() -> UnplayedView.of(number)));
        return Stream.concat(
                        described, report.unplayed().stream().skip(DESCRIBED).map(UnplayedView::of))
                .toList();
    }
}
