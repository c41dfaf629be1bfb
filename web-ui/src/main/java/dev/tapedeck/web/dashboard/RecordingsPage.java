package dev.tapedeck.web.dashboard;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.web.dashboard.Frames.Place;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The cassettes. */
@Path("/recordings")
public final class RecordingsPage {
    private static final int ROWS = 50;
    private static final int LONGEST_QUERY = 200;
    private static final int MODELS = 4;

    private final Frames frames;
    private final CassetteStore store;
    private final Time time;

    RecordingsPage(Frames frames, CassetteStore store, Time time) {
        this.frames = frames;
        this.store = store;
        this.time = time;
    }

    /**
     * @param query text that the name or a model must hold
     * @param after the cassette after which the list goes on
     */
    @GET
    @Produces(PageWriter.HTML)
    public TemplateInstance show(
            @QueryParam("q") @DefaultValue("") String query,
            @QueryParam("after") @DefaultValue("") String after,
            @Context UriInfo uri) {
        String wanted = query.strip();
        wanted = wanted.length() > LONGEST_QUERY ? wanted.substring(0, LONGEST_QUERY) : wanted;
        Optional<CassetteName> start = InAddress.cassette(after);
        List<Cassette> found = matching(wanted, start);
        Instant now = time.now();
        RecordingsView view = new RecordingsView(
                wanted,
                found.stream().limit(ROWS).map(cassette -> row(cassette, now)).toList(),
                found.size() > ROWS ? next(wanted, found.get(ROWS - 1)) : "",
                start.isPresent() ? "/recordings" + filter("?", wanted) : "",
                ClientSetups.recorded(Address.of(uri) + "/llm/simulator"));
        return Pages.recordings(frames.at(Place.RECORDINGS, "Recordings"), view);
    }

    /** Up to one more than a part of the list has. */
    private List<Cassette> matching(String query, Optional<CassetteName> start) {
        List<Cassette> found = new ArrayList<>();
        Optional<CassetteName> after = start;
        List<Cassette> part;
        do {
            part = store.list(after, ROWS + 1);
            part.stream().filter(cassette -> matches(cassette, query)).forEach(found::add);
            after = part.isEmpty() ? after : Optional.of(part.getLast().name());
        } while (part.size() > ROWS && found.size() <= ROWS);
        return found.stream().limit(ROWS + 1).toList();
    }

    private static boolean matches(Cassette cassette, String query) {
        String text = query.toLowerCase(Locale.ROOT);
        return cassette.name().value().toLowerCase(Locale.ROOT).contains(text)
                || cassette.models().stream()
                        .anyMatch(model -> model.toLowerCase(Locale.ROOT).contains(text));
    }

    private static String next(String query, Cassette last) {
        return "/recordings?after=" + last.name() + filter("&", query);
    }

    private static String filter(String separator, String query) {
        return query.isEmpty() ? "" : separator + "q=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
    }

    private static RecordingsView.Row row(Cassette cassette, Instant now) {
        return new RecordingsView.Row(
                cassette.name().value(),
                cassette.interactions(),
                cassette.bytes(),
                cassette.findings(),
                cassette.models().stream().limit(MODELS).toList(),
                Math.max(0, cassette.models().size() - MODELS),
                Moment.of(cassette.changedAt(), now));
    }
}
