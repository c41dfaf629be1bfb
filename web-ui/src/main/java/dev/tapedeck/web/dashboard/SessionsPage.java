package dev.tapedeck.web.dashboard;

import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.OnExhausted;
import dev.tapedeck.cassette.Session;
import dev.tapedeck.cassette.SessionCounters;
import dev.tapedeck.cassette.SessionReport;
import dev.tapedeck.cassette.SessionSpec;
import dev.tapedeck.cassette.Sessions;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.web.dashboard.Frames.Place;
import dev.tapedeck.web.dashboard.SessionsView.Row;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sessions: open ones with their counters, and how those ended that were closed lately. */
@Path("/sessions")
public final class SessionsPage {
    private static final int ROWS = 100;

    private final Frames frames;
    private final Sessions sessions;
    private final CassetteStore store;
    private final Time time;

    SessionsPage(Frames frames, Sessions sessions, CassetteStore store, Time time) {
        this.frames = frames;
        this.sessions = sessions;
        this.store = store;
        this.time = time;
    }

    @GET
    @Produces(PageWriter.HTML)
    public TemplateInstance show(@Context UriInfo uri) {
        Instant now = time.now();
        SessionsView view = new SessionsView(
                sessions.list(Optional.empty(), ROWS).stream()
                        .map(session -> row(session.report(), now))
                        .toList(),
                sessions.closedLately().stream()
                        .limit(ROWS)
                        .map(report -> row(report, now))
                        .toList(),
                """
                curl -s %s/api/v1/sessions -H 'content-type: application/json' \\
                  -d '{"cassette":"demo","mode":"auto"}'""".formatted(Address.of(uri)));
        return Pages.sessions(frames.at(Place.SESSIONS, "Sessions"), view);
    }

    private Row row(SessionReport report, Instant now) {
        Session session = report.session();
        SessionCounters counters = report.counters();
        return new Row(
                session.id().value(),
                session.spec().cassette().value(),
                store.find(session.spec().cassette()).isPresent(),
                session.spec().mode().id(),
                session.implicit(),
                notes(session.spec()),
                Moment.of(session.openedAt(), now),
                Moment.of(session.lastUsed(), now),
                counters.live(),
                counters.recorded(),
                counters.replayed(),
                counters.missed(),
                counters.exhausted(),
                counters.unplayed(),
                Concerns.numbers(report.unplayed()),
                Concerns.numbers(report.incomplete()),
                report.warnings().size(),
                report.clean());
    }

    private static List<String> notes(SessionSpec spec) {
        List<String> notes = new ArrayList<>();
        if (spec.fresh()) {
            notes.add("fresh take");
        }
        if (!spec.speed().isInstant()) {
            notes.add("speed " + spec.speed());
        }
        if (spec.onExhausted() != OnExhausted.FAIL) {
            notes.add("when exhausted: " + spec.onExhausted().id());
        }
        return notes;
    }
}
