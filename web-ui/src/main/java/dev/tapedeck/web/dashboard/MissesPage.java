package dev.tapedeck.web.dashboard;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.Miss;
import dev.tapedeck.cassette.Nearest;
import dev.tapedeck.cassette.SessionReport;
import dev.tapedeck.cassette.Sessions;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.web.dashboard.Frames.Place;
import dev.tapedeck.web.dashboard.MissesView.Near;
import dev.tapedeck.web.dashboard.MissesView.Row;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The misses of open sessions and of those closed lately. */
@Path("/misses")
public final class MissesPage {
    private static final int ROWS = 100;

    private final Frames frames;
    private final Sessions sessions;
    private final CassetteStore store;
    private final Time time;

    MissesPage(Frames frames, Sessions sessions, CassetteStore store, Time time) {
        this.frames = frames;
        this.sessions = sessions;
        this.store = store;
        this.time = time;
    }

    private record Missed(SessionReport report, Miss miss) {
        CassetteName cassette() {
            return report.session().spec().cassette();
        }
    }

    @GET
    @Produces(PageWriter.HTML)
    public TemplateInstance show() {
        List<Missed> all = Concerns.reports(sessions).stream()
                .flatMap(report -> report.misses().stream().map(miss -> new Missed(report, miss)))
                .sorted(Comparator.comparing((Missed missed) -> missed.miss().at())
                        .reversed())
                .toList();
        Instant now = time.now();
        List<Row> rows = new ArrayList<>();
        all.stream().limit(ROWS).forEach(missed -> rows.add(row("miss-" + (rows.size() + 1), missed, now)));
        return Pages.misses(frames.at(Place.MISSES, "Misses"), new MissesView(rows, Math.max(0, all.size() - ROWS)));
    }

    private Row row(String id, Missed missed, Instant now) {
        Miss miss = missed.miss();
        String session = missed.report().session().id().value();
        return new Row(
                id,
                Moment.of(miss.at(), now),
                missed.cassette().value(),
                session,
                sessions.find(missed.report().session().id()).isPresent(),
                miss.lane().name(),
                miss.key().value(),
                miss.request().method(),
                miss.request().target(),
                miss.exhausted() ? "exhausted" : "miss",
                miss.message(),
                miss.nearest().stream()
                        .map(each -> near(missed.cassette(), each))
                        .toList(),
                recipe(missed));
    }

    private static Near near(CassetteName cassette, Nearest nearest) {
        return new Near(
                nearest.number(),
                "/recordings/%s/%d".formatted(cassette, nearest.number()),
                nearest.distance(),
                nearest.differences().stream()
                        .map(difference -> new MissesView.Place(
                                difference.place(),
                                Highlighter.text(difference.asked()),
                                Highlighter.text(difference.recorded())))
                        .toList());
    }

    private String recipe(Missed missed) {
        KeyRecipe recipe = store.find(missed.cassette()).map(Cassette::recipe).orElse(KeyRecipe.DEFAULT);
        return missed.miss().nearest().stream()
                .findFirst()
                .map(nearest -> RecipeSnippet.ignoring(recipe, nearest))
                .orElse("");
    }
}
