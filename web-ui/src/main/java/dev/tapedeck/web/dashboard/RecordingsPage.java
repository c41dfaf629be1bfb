package dev.tapedeck.web.dashboard;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.RecordingSearch;
import dev.tapedeck.cassette.RecordingSearch.Found;
import dev.tapedeck.cassette.RecordingSearch.Hit;
import dev.tapedeck.cassette.SearchQuery;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.web.api.SearchConditions;
import dev.tapedeck.web.dashboard.Frames.Place;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The cassettes. */
@Path("/recordings")
public final class RecordingsPage {
    private static final String PATH = "/recordings";
    private static final int ROWS = 50;
    private static final int MODELS = 4;
    private static final List<String> CONDITIONS = Stream.concat(
                    Stream.of(RecordingFilter.NAME), RecordingFilter.SEARCHED.stream())
            .toList();

    private final Frames frames;
    private final CassetteStore store;
    private final RecordingSearch search;
    private final Time time;

    RecordingsPage(Frames frames, CassetteStore store, RecordingSearch search, Time time) {
        this.frames = frames;
        this.store = store;
        this.search = search;
        this.time = time;
    }

    /**
     * Text that the name or a model must hold stands in {@code q}, what interactions must meet in the parameters that the
     * REST API has for it.
     *
     * @param after the cassette after which the list goes on
     * @param deleted the cassette that was deleted just now
     */
    @GET
    @Produces(PageWriter.HTML)
    public TemplateInstance show(
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("deleted") @DefaultValue("") String deleted,
            @Context UriInfo uri) {
        RecordingFilter filter = RecordingFilter.in(uri, CONDITIONS, Set.of("after", "deleted"));
        Optional<CassetteName> start = InAddress.cassette(after);
        String teaching = ClientSetups.recorded(Address.of(uri) + "/llm/simulator");
        return Pages.recordings(
                frames.at(Place.RECORDINGS, "Recordings"), view(filter, start, teaching, told(deleted)));
    }

    private String told(String deleted) {
        return InAddress.cassette(deleted)
                .filter(name -> store.find(name).isEmpty())
                .map("The cassette '%s' is deleted."::formatted)
                .orElse("");
    }

    private RecordingsView view(RecordingFilter filter, Optional<CassetteName> start, String teaching, String told) {
        SearchConditions.Reading reading = filter.reading();
        SearchQuery query = reading.query();
        Looked<Hit> looked =
                Looked.under(reading, any -> query.isAll() ? listed(filter, start) : searched(filter, query, start));
        Instant now = time.now();
        RecordingFilter onCassette = filter.without(RecordingFilter.NAME);
        List<Hit> hits = looked.found().hits();
        return new RecordingsView(
                FilterView.of(filter, PATH, search.tally(query.textAndTime())),
                !query.isAll(),
                hits.stream().limit(ROWS).map(hit -> row(hit, onCassette, now)).toList(),
                hits.size() > ROWS
                        ? filter.address(
                                PATH, "after=" + hits.get(ROWS - 1).cassette().name())
                        : "",
                start.isPresent() ? filter.address(PATH) : "",
                teaching,
                looked.found().complete(),
                looked.trouble(),
                told);
    }

    private Found<Hit> searched(RecordingFilter filter, SearchQuery query, Optional<CassetteName> start) {
        return search.cassettes(query, cassette -> isNamed(cassette, filter), start, ROWS + 1);
    }

    /** Up to one more than a part of the list has. */
    private Found<Hit> listed(RecordingFilter filter, Optional<CassetteName> start) {
        List<Hit> found = new ArrayList<>();
        Optional<CassetteName> after = start;
        List<Cassette> part;
        do {
            part = store.list(after, ROWS + 1);
            part.stream()
                    .filter(cassette -> isNamed(cassette, filter))
                    .map(cassette -> new Hit(cassette, 0))
                    .forEach(found::add);
            after = part.isEmpty() ? after : Optional.of(part.getLast().name());
        } while (part.size() > ROWS && found.size() <= ROWS);
        return new Found<>(found.stream().limit(ROWS + 1).toList(), true);
    }

    private static boolean isNamed(Cassette cassette, RecordingFilter filter) {
        String text = filter.value(RecordingFilter.NAME).toLowerCase(Locale.ROOT);
        return cassette.name().value().toLowerCase(Locale.ROOT).contains(text)
                || cassette.models().stream()
                        .anyMatch(model -> model.toLowerCase(Locale.ROOT).contains(text));
    }

    private static RecordingsView.Row row(Hit hit, RecordingFilter filter, Instant now) {
        Cassette cassette = hit.cassette();
        return new RecordingsView.Row(
                cassette.name().value(),
                filter.address(PATH + "/" + cassette.name()),
                hit.matches(),
                cassette.interactions(),
                cassette.bytes(),
                cassette.findings(),
                cassette.models().stream().limit(MODELS).toList(),
                Math.max(0, cassette.models().size() - MODELS),
                Moment.of(cassette.changedAt(), now));
    }
}
