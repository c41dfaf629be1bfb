package dev.tapedeck.web.dashboard;

import dev.tapedeck.cassette.Mode;
import dev.tapedeck.cassette.Session;
import dev.tapedeck.cassette.SessionReport;
import dev.tapedeck.cassette.Sessions;
import dev.tapedeck.web.build.BuildsUnderWay;
import dev.tapedeck.web.gateway.Gateway;
import dev.tapedeck.web.resilience.Circuits;
import dev.tapedeck.web.run.RunsUnderWay;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Makes the frame of each page. */
@Singleton
public final class Frames {
    /** How many open sessions are looked at; far more than a dashboard can show. */
    static final int SESSIONS = 500;

    private final Sessions sessions;
    private final Gateway.Settings deck;
    private final Assets assets;
    private final Circuits circuits;
    private final BuildsUnderWay builds;
    private final RunsUnderWay runs;

    /** The rooms of the dashboard; none for a page that belongs to no room. */
    enum Place {
        OVERVIEW,
        RECORDINGS,
        MISSES,
        SESSIONS,
        BUILDS,
        RUNS,
        PLAYBOOKS,
        CIRCUITS,
        NOWHERE
    }

    Frames(
            Sessions sessions,
            Gateway.Settings deck,
            Assets assets,
            Circuits circuits,
            BuildsUnderWay builds,
            RunsUnderWay runs) {
        this.sessions = sessions;
        this.deck = deck;
        this.assets = assets;
        this.circuits = circuits;
        this.builds = builds;
        this.runs = runs;
    }

    Frame at(Place place, String title) {
        List<Session> open = sessions.list(Optional.empty(), SESSIONS);
        return new Frame(title, rooms(place, open), deckShown(), assets);
    }

    Frame.Deck deckShown() {
        return new Frame.Deck(
                deck.mode().id(), deck.mode() == Mode.OFF ? "" : deck.cassette().value());
    }

    private List<Frame.Room> rooms(Place here, List<Session> open) {
        long misses =
                open.stream().mapToLong(session -> session.misses().size()).sum()
                        + sessions.closedLately().stream()
                                .map(SessionReport::misses)
                                .mapToLong(List::size)
                                .sum();
        return List.of(
                new Frame.Room("Overview", "/", "overview", here == Place.OVERVIEW, 0, false),
                new Frame.Room("Recordings", "/recordings", "recordings", here == Place.RECORDINGS, 0, false),
                new Frame.Room("Misses", "/misses", "misses", here == Place.MISSES, misses, true),
                new Frame.Room("Sessions", "/sessions", "sessions", here == Place.SESSIONS, open.size(), false),
                new Frame.Room("Builds", "/builds", "builds", here == Place.BUILDS, builds.count(), false),
                new Frame.Room("Runs", "/runs", "runs", here == Place.RUNS, runs.count(), false),
                new Frame.Room("Playbooks", "/playbooks", "playbooks", here == Place.PLAYBOOKS, 0, false),
                new Frame.Room("Circuits", "/circuits", "circuits", here == Place.CIRCUITS, circuits.troubled(), true));
    }
}
