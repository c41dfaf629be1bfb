package dev.tapedeck.web.dashboard;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.Mode;
import dev.tapedeck.cassette.Sessions;
import dev.tapedeck.exchange.Provenance.Source;
import dev.tapedeck.exchange.ProviderDirectory;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.web.build.BuildsUnderWay;
import dev.tapedeck.web.dashboard.Frames.Place;
import dev.tapedeck.web.dashboard.OverviewView.CallRow;
import dev.tapedeck.web.dashboard.OverviewView.Figure;
import dev.tapedeck.web.gateway.CallSeen;
import dev.tapedeck.web.gateway.Traffic;
import dev.tapedeck.web.resilience.Circuits;
import dev.tapedeck.web.resilience.PlainText;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The overview: what goes through the door, and how to get there. */
@Path("/")
@RunOnVirtualThread
public final class OverviewPage {
    private static final int CALLS = 12;

    private final Frames frames;
    private final Traffic traffic;
    private final Sessions sessions;
    private final ProviderDirectory providers;
    private final Circuits circuits;
    private final BuildsUnderWay underWay;
    private final BuildRows builds;
    private final PlainText plain;
    private final Time time;

    OverviewPage(
            Frames frames,
            Traffic traffic,
            Sessions sessions,
            ProviderDirectory providers,
            Circuits circuits,
            BuildsUnderWay underWay,
            BuildRows builds,
            PlainText plain,
            Time time) {
        this.frames = frames;
        this.traffic = traffic;
        this.sessions = sessions;
        this.providers = providers;
        this.circuits = circuits;
        this.underWay = underWay;
        this.builds = builds;
        this.plain = plain;
        this.time = time;
    }

    @GET
    @Produces(PageWriter.HTML)
    public TemplateInstance show(@Context UriInfo uri) {
        Instant now = time.now();
        OverviewView view = new OverviewView(
                frames.deckShown(),
                Arrays.stream(Mode.values()).map(Mode::id).toList(),
                figures(traffic.totals()),
                CallChart.of(traffic.lastHour(), now),
                traffic.latest().stream()
                        .limit(CALLS)
                        .map(call -> row(call, now))
                        .toList(),
                Concerns.of(sessions, circuits, underWay, plain::brief, now),
                underWay.newest().stream().map(builds::row).toList(),
                ClientSetups.of(providers.entries(), Address.of(uri)));
        return Pages.overview(frames.at(Place.OVERVIEW, "Overview"), view);
    }

    private static List<Figure> figures(Map<Source, Long> totals) {
        long hits = sum(totals, Source.REPLAYED, Source.FALLBACK);
        long misses = sum(totals, Source.MISS, Source.EXHAUSTED);
        long recorded = sum(totals, Source.RECORDED);
        long live = sum(totals, Source.LIVE);
        return List.of(
                new Figure("Calls", Figures.count(sum(totals, Source.values())), "since the start", "plain"),
                new Figure("From tape", Figures.count(hits), "replayed, nothing spent", hits > 0 ? "good" : "plain"),
                new Figure(
                        "Live", Figures.count(recorded + live), Figures.count(recorded) + " of them recorded", "plain"),
                new Figure("Misses", Figures.count(misses), "exhausted ones too", misses > 0 ? "bad" : "plain"),
                new Figure("Hit ratio", ratio(hits, misses), "hits of hits and misses", "plain"));
    }

    private static String ratio(long hits, long misses) {
        return hits + misses == 0 ? "–" : 100 * hits / (hits + misses) + " %";
    }

    private static long sum(Map<Source, Long> totals, Source... sources) {
        return List.of(sources).stream()
                .mapToLong(source -> totals.getOrDefault(source, 0L))
                .sum();
    }

    private static CallRow row(CallSeen call, Instant now) {
        return new CallRow(
                Moment.of(call.at(), now),
                call.provenance().source().id(),
                call.provider().value(),
                call.method(),
                call.path(),
                call.status(),
                call.status() < 400 ? "good" : "bad",
                call.failure().orElse(""),
                call.micros(),
                call.cassette().map(CassetteName::value).orElse(""),
                call.provenance()
                        .interaction()
                        .map(interaction -> "/recordings/" + interaction)
                        .orElse(""));
    }
}
