package dev.tapedeck.web.dashboard;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.RecordingSearch;
import dev.tapedeck.cassette.RecordingSearch.Found;
import dev.tapedeck.cassette.SearchQuery;
import dev.tapedeck.cassette.Tally;
import dev.tapedeck.cassette.Tape;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.transfer.Copies;
import dev.tapedeck.transfer.Verification;
import dev.tapedeck.transfer.Verifier;
import dev.tapedeck.web.dashboard.CassetteView.LaneColumn;
import dev.tapedeck.web.dashboard.CassetteView.Row;
import dev.tapedeck.web.dashboard.Frames.Place;
import dev.tapedeck.web.gateway.FailureStatus;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.Response.StatusType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestResponse;

/** One cassette: its lanes and interactions. */
@Path("/recordings/{cassette}")
public final class CassettePage {
    private static final int ROWS = 50;

    private final Frames frames;
    private final CassetteStore store;
    private final RecordingSearch search;
    private final Time time;
    private final NothingHere nothing;
    private final Verifier verifier;
    private final Copies copies;

    CassettePage(
            Frames frames,
            CassetteStore store,
            RecordingSearch search,
            Time time,
            NothingHere nothing,
            Verifier verifier,
            Copies copies) {
        this.verifier = verifier;
        this.copies = copies;
        this.frames = frames;
        this.store = store;
        this.search = search;
        this.time = time;
        this.nothing = nothing;
    }

    /**
     * What interactions must meet stands in the parameters that the REST API has for it.
     *
     * @param after the number of the interaction after which the list goes on
     * @param verify whether it is checked
     * @param copied the store to which it was copied just now
     */
    @GET
    @Produces(PageWriter.HTML)
    public RestResponse<TemplateInstance> show(
            @PathParam("cassette") String name,
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("verify") @DefaultValue("") String verify,
            @QueryParam("copied") @DefaultValue("") String copied,
            @Context UriInfo uri) {
        Optional<Verification> check =
                InAddress.cassette(name).filter(any -> verify.equals("true")).flatMap(this::verified);
        String target = copies.targets().contains(copied) ? copied : "";
        return page(
                name,
                after,
                uri,
                new CassetteTools(copies.targets(), check.stream().toList(), target, "", ""),
                Status.OK);
    }

    private Optional<Verification> verified(CassetteName name) {
        return store.find(name).map(cassette -> verifier.verify(name));
    }

    /**
     * Copies it to another store, for browsers without scripts and with them.
     *
     * @param to the store
     * @param existing {@code replace}, if one of that name there gives way
     */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces(PageWriter.HTML)
    public RestResponse<TemplateInstance> copy(
            @PathParam("cassette") String name,
            @QueryParam("to") @DefaultValue("") String to,
            @QueryParam("existing") @DefaultValue("") String existing,
            @Context UriInfo uri) {
        Optional<CassetteName> cassette = InAddress.cassette(name);
        if (cassette.isEmpty()) {
            return nothing.cassette();
        }
        try {
            copies.copy(cassette.get(), to, existing.equals("replace"));
            return RestResponse.seeOther(URI.create("/recordings/%s?copied=%s".formatted(name, to)));
        } catch (FailedCall failed) {
            String replaceable = failed.failure() instanceof Failure.Conflict ? to : "";
            CassetteTools tools = new CassetteTools(
                    copies.targets(), List.of(), "", failed.failure().message(), replaceable);
            return page(name, "", uri, tools, Status.fromStatusCode(FailureStatus.of(failed.failure())));
        }
    }

    private RestResponse<TemplateInstance> page(
            String name, String after, UriInfo uri, CassetteTools tools, StatusType status) {
        Optional<Cassette> found = InAddress.cassette(name).flatMap(store::find);
        if (found.isEmpty()) {
            return nothing.cassette();
        }
        Cassette cassette = found.get();
        TemplateInstance page = Pages.cassette(
                frames.at(Place.RECORDINGS, cassette.name().value()),
                view(cassette, RecordingFilter.in(uri, RecordingFilter.SEARCHED), after, Address.of(uri), tools));
        return RestResponse.ResponseBuilder.create(status, page).build();
    }

    private Found<Interaction> found(Cassette cassette, SearchQuery query, int after) {
        return query.isAll()
                ? new Found<>(store.interactions(cassette.take(), after, ROWS + 1), true)
                : search.interactions(cassette, query, after, ROWS + 1);
    }

    private CassetteView view(
            Cassette cassette, RecordingFilter filter, String place, String base, CassetteTools tools) {
        SearchQuery query = filter.query();
        int after = InAddress.number(place);
        List<Tape.Entry> entries = store.entries(cassette.take());
        String trouble = "";
        Found<Interaction> part = new Found<>(List.of(), true);
        try {
            part = found(cassette, query, after);
        } catch (FailedCall failed) {
            trouble = failed.failure().message();
        }
        List<Interaction> found = part.hits();
        Instant now = time.now();
        List<Row> rows = found.stream().limit(ROWS).map(each -> row(each, now)).toList();
        String address = "/recordings/" + cassette.name();
        return new CassetteView(
                cassette.name().value(),
                cassette.interactions(),
                cassette.bytes(),
                cassette.findings(),
                (int) entries.stream().filter(entry -> !entry.complete()).count(),
                cassette.models(),
                Moment.of(cassette.createdAt(), now),
                Moment.of(cassette.changedAt(), now),
                recipe(cassette.recipe()),
                query.isAll() ? lanes(entries, rows) : List.of(),
                rows,
                found.size() > ROWS
                        ? filter.address(address, "after=" + rows.getLast().number())
                        : "",
                after > 0 ? filter.address(address) : "",
                FilterView.of(filter, address, Tally.NONE),
                !query.isAll(),
                part.complete(),
                trouble,
                """
                curl -s %s/api/v1/sessions -H 'content-type: application/json' \\
                  -d '{"cassette":"%s","mode":"replay"}'""".formatted(base, cassette.name()),
                tools);
    }

    private static CassetteView.Recipe recipe(KeyRecipe recipe) {
        return new CassetteView.Recipe(
                recipe.equals(KeyRecipe.DEFAULT),
                recipe.ignore(),
                recipe.replace().stream()
                        .map(replacement -> new CassetteView.Rewrite(replacement.pattern(), replacement.with()))
                        .toList(),
                recipe.headers());
    }

    private static List<LaneColumn> lanes(List<Tape.Entry> entries, List<Row> rows) {
        Map<String, Integer> totals = entries.stream()
                .collect(Collectors.toMap(entry -> entry.lane().name(), any -> 1, Integer::sum, LinkedHashMap::new));
        Map<String, List<Row>> shown = rows.stream().collect(Collectors.groupingBy(Row::lane));
        return totals.entrySet().stream()
                .filter(lane -> shown.containsKey(lane.getKey()))
                .map(lane ->
                        new LaneColumn(lane.getKey(), lane.getValue(), shown.getOrDefault(lane.getKey(), List.of())))
                .toList();
    }

    private static Row row(Interaction interaction, Instant now) {
        ProviderRequest request = interaction.ticket().request();
        Ended ended = Ended.of(interaction.outcome());
        return new Row(
                interaction.number(),
                interaction.ticket().lane().name(),
                ended.status(),
                ended.kind(),
                ended.tone(),
                interaction.ticket().model().orElse(""),
                request.method(),
                request.path(),
                request.provider().value(),
                interaction.ending().durationMillis(),
                request.body().length() + Ended.size(interaction.outcome()),
                interaction.ticket().findings().size()
                        + interaction.ending().findings().size(),
                Moment.of(interaction.ticket().recordedAt(), now));
    }
}
