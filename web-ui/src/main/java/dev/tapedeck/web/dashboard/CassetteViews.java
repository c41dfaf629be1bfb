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
import dev.tapedeck.web.dashboard.CassetteView.LaneColumn;
import dev.tapedeck.web.dashboard.CassetteView.Row;
import dev.tapedeck.web.dashboard.Frames.Place;
import dev.tapedeck.web.gateway.FailureStatus;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.Response.StatusType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestResponse;

/** Makes the page of a cassette, whatever was done with it just now. */
@Singleton
public final class CassetteViews {
    private static final int ROWS = 50;
    private static final List<String> CONDITIONS = Stream.concat(
                    RecordingFilter.SEARCHED.stream(), Stream.of(RecordingFilter.ENDED))
            .toList();
    /** What else stands in the addresses of the page. */
    private static final Set<String> OTHERS =
            Set.of("after", "verify", "copied", "renamed", "deleted", "to", "existing");

    private final Frames frames;
    private final CassetteStore store;
    private final RecordingSearch search;
    private final Time time;
    private final NothingHere nothing;
    private final Copies copies;

    CassetteViews(
            Frames frames, CassetteStore store, RecordingSearch search, Time time, NothingHere nothing, Copies copies) {
        this.frames = frames;
        this.store = store;
        this.search = search;
        this.time = time;
        this.nothing = nothing;
        this.copies = copies;
    }

    /**
     * Does something with a cassette.
     *
     * @param refused what wasn't done if it fails, as a heading
     * @param deed says where to go on
     */
    RestResponse<TemplateInstance> after(String name, UriInfo uri, String refused, Function<CassetteName, URI> deed) {
        Optional<CassetteName> cassette = InAddress.cassette(name);
        if (cassette.isEmpty()) {
            return nothing.cassette();
        }
        try {
            return RestResponse.seeOther(deed.apply(cassette.get()));
        } catch (FailedCall failed) {
            return refused(name, uri, refused, failed.failure());
        }
    }

    /**
     * The page after a deed that wasn't done.
     *
     * @param what the deed, as a heading
     */
    RestResponse<TemplateInstance> refused(String name, UriInfo uri, String what, Failure failure) {
        return page(
                name,
                "",
                uri,
                CassetteTools.refused(what, failure.message()),
                Status.fromStatusCode(FailureStatus.of(failure)));
    }

    /**
     * The page of a cassette.
     *
     * @param after the number of the interaction after which the list goes on, as it stands in the address
     */
    RestResponse<TemplateInstance> page(
            String name, String after, UriInfo uri, CassetteTools tools, StatusType status) {
        Optional<Cassette> found = InAddress.cassette(name).flatMap(store::find);
        if (found.isEmpty()) {
            return nothing.cassette();
        }
        Cassette cassette = found.get();
        TemplateInstance page = Pages.cassette(
                frames.at(Place.RECORDINGS, cassette.name().value()),
                view(cassette, RecordingFilter.in(uri, CONDITIONS, OTHERS), after, Address.of(uri), tools));
        return RestResponse.ResponseBuilder.create(status, page).build();
    }

    private Found<Interaction> found(Cassette cassette, SearchQuery query, int after) {
        return query.isAll()
                ? new Found<>(store.interactions(cassette.take(), after, ROWS + 1), true)
                : search.interactions(cassette, query, after, ROWS + 1);
    }

    private Looked<Interaction> looked(Cassette cassette, RecordingFilter filter, List<Tape.Entry> entries, int after) {
        if (filter.value(RecordingFilter.ENDED).isEmpty()) {
            return Looked.under(filter.reading(), query -> found(cassette, query, after));
        }
        if (!filter.values().equals(Map.of(RecordingFilter.ENDED, RecordingFilter.INCOMPLETE))) {
            return Looked.nothing("'ended' can only be 'incomplete', without other conditions beside it.");
        }
        List<Interaction> withoutEnd = entries.stream()
                .filter(entry -> !entry.complete() && entry.number() > after)
                .limit(ROWS + 1)
                .flatMap(entry -> store.find(cassette.take(), entry.number()).stream())
                .toList();
        return new Looked<>(new Found<>(withoutEnd, true), "");
    }

    private CassetteView view(
            Cassette cassette, RecordingFilter filter, String place, String base, CassetteTools tools) {
        int after = InAddress.number(place);
        List<Tape.Entry> entries = store.entries(cassette.take());
        Looked<Interaction> looked = looked(cassette, filter, entries, after);
        List<Interaction> found = looked.found().hits();
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
                filter.isEmpty() ? lanes(entries, rows) : List.of(),
                rows,
                found.size() > ROWS
                        ? filter.address(address, "after=" + rows.getLast().number())
                        : "",
                after > 0 ? filter.address(address) : "",
                FilterView.of(filter, address, Tally.NONE),
                !filter.isEmpty(),
                looked.found().complete(),
                looked.trouble(),
                """
                curl -s %s/api/v1/sessions -H 'content-type: application/json' \\
                  -d '{"cassette":"%s","mode":"replay"}'""".formatted(base, cassette.name()),
                copies.targets(),
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
