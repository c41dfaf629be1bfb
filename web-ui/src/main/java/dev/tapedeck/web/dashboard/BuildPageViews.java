package dev.tapedeck.web.dashboard;

import dev.tapedeck.build.Batch;
import dev.tapedeck.build.BatchState;
import dev.tapedeck.build.Build;
import dev.tapedeck.build.BuildEvent;
import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.BuildState;
import dev.tapedeck.build.BuildStore;
import dev.tapedeck.build.BuildStore.FailureGroup;
import dev.tapedeck.build.UnitState;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.pipeline.Layer;
import dev.tapedeck.web.build.BuildPicture;
import dev.tapedeck.web.build.BuildPictures;
import dev.tapedeck.web.build.LayerPicture;
import dev.tapedeck.web.dashboard.BuildPageView.BatchRow;
import dev.tapedeck.web.dashboard.BuildPageView.Count;
import dev.tapedeck.web.dashboard.BuildPageView.Deeds;
import dev.tapedeck.web.dashboard.BuildPageView.EventRow;
import dev.tapedeck.web.dashboard.BuildPageView.Fact;
import dev.tapedeck.web.dashboard.BuildPageView.FailureRow;
import dev.tapedeck.web.dashboard.BuildPageView.LayerRow;
import dev.tapedeck.web.dashboard.BuildPageView.Reason;
import dev.tapedeck.web.dashboard.OverviewView.Figure;
import dev.tapedeck.web.resilience.PlainText;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes of a build what its page shows. Texts that providers wrote are made fit to be shown. */
@Singleton
public final class BuildPageViews {
    private static final int EVENTS = 40;
    private static final int PART = 500;
    private static final int PARTS = 20;

    private final BuildPictures pictures;
    private final BuildStore store;
    private final UnitRows unitRows;
    private final PlainText plain;
    private final Time time;

    BuildPageViews(BuildPictures pictures, BuildStore store, UnitRows unitRows, PlainText plain, Time time) {
        this.pictures = pictures;
        this.store = store;
        this.unitRows = unitRows;
        this.plain = plain;
        this.time = time;
    }

    /** What is said at the top of the page; empty texts say nothing. */
    record Said(String told, String refused) {
        static final Said NOTHING = new Said("", "");
    }

    /** @param wanted which units are shown */
    BuildPageView of(Build build, UnitRows.Wanted wanted, Said said) {
        BuildPicture picture = pictures.of(build);
        Instant now = time.now();
        List<Batch> batches = store.batches(build.id());
        StateShown state = StateShown.of(build.state());
        return new BuildPageView(
                build.id().value(),
                build.pipeline().value(),
                state,
                build.cancelling() && !build.state().ended(),
                build.reason().stream()
                        .map(reason -> new Reason(plain.brief(reason.code()), plain.whole(reason.message())))
                        .toList(),
                facts(build),
                figures(picture),
                ProgressBar.of(picture.progress(), state.tone()),
                moments(build.dueAt().filter(due -> !build.state().ended()), now),
                deeds(picture),
                picture.layers().size() <= BuildGraph.MOST ? List.of(BuildGraph.of(picture)) : List.of(),
                picture.layers().stream().map(layer -> layer(build.id(), layer)).toList(),
                batches.stream().map(batch -> batch(batch, now)).toList(),
                batches.stream()
                        .filter(batch -> batch.state() == BatchState.UNCERTAIN)
                        .map(batch -> batch(batch, now))
                        .toList(),
                store.failures(build.id()).stream()
                        .map(group -> failure(build.id(), group))
                        .toList(),
                unitRows.of(picture, wanted),
                events(build.id(), now),
                said.told(),
                said.refused());
    }

    private static List<Fact> facts(Build build) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Mode", build.options().mode().id(), ""));
        build.options()
                .cassette()
                .ifPresent(cassette -> facts.add(new Fact("Cassette", cassette.value(), "/recordings/" + cassette)));
        facts.add(new Fact("Batches", build.options().batches() ? "as the pipeline says" : "never", ""));
        facts.add(new Fact("Earlier answers", build.options().cache() ? "taken over" : "asked for again", ""));
        build.options()
                .maxWait()
                .ifPresent(wait -> facts.add(new Fact("Waits at most", Figures.millis(wait.toMillis()), "")));
        return facts;
    }

    private static List<Figure> figures(BuildPicture picture) {
        Build build = picture.build();
        String limit = build.options()
                .maxCost()
                .map(most -> "of at most " + Figures.dollars(most.dollars()))
                .orElse("no limit is set");
        return List.of(
                new Figure(
                        "Progress",
                        (int) Math.floor(picture.progress() * 100) + " %",
                        "of the units to be expected",
                        "plain"),
                new Figure(
                        "Done",
                        Figures.count(picture.good()),
                        "of %s".formatted(Figures.plural(picture.all(), "unit")),
                        picture.good() > 0 ? "good" : "plain"),
                new Figure(
                        "Failed",
                        Figures.count(picture.bad()),
                        "expired and cancelled ones too",
                        picture.bad() > 0 ? "bad" : "plain"),
                new Figure("Spent", Figures.dollars(build.spent().dollars()), limit, "plain"),
                new Figure("Under way", Figures.dollars(build.reserved().dollars()), "at most, as estimated", "plain"));
    }

    private static Deeds deeds(BuildPicture picture) {
        Build build = picture.build();
        boolean ended = build.state().ended();
        boolean whole = build.state() == BuildState.COMPLETED;
        boolean stopped = build.state() == BuildState.FAILED || build.state() == BuildState.CANCELLED;
        return new Deeds(
                stopped || build.state() == BuildState.WAITING,
                ended && picture.bad() > 0,
                !ended && !build.cancelling(),
                !whole && build.state() != BuildState.CANCELLED);
    }

    private LayerRow layer(BuildId build, LayerPicture layer) {
        StateShown state = StateShown.of(layer.status().state());
        return new LayerRow(
                layer.name(),
                layer.status().source(),
                state,
                ProgressBar.of(layer.progress(), state.tone()),
                layer.layer().map(BuildPageViews::asks).orElse(""),
                layer.status().batched(),
                counts(build, layer),
                layer.status().reason().map(plain::brief).orElse(""),
                UnitRows.address(build, layer.name(), ""));
    }

    private static String asks(Layer layer) {
        return layer.provider() + " " + layer.model();
    }

    private static List<Count> counts(BuildId build, LayerPicture layer) {
        return Arrays.stream(UnitState.values())
                .filter(state -> layer.units().getOrDefault(state, 0L) > 0)
                .map(state -> new Count(
                        Figures.count(layer.units().getOrDefault(state, 0L)),
                        StateShown.of(state),
                        UnitRows.address(build, layer.name(), UnitRows.id(state))))
                .toList();
    }

    private BatchRow batch(Batch batch, Instant now) {
        return new BatchRow(
                batch.number(),
                batch.layer(),
                batch.provider().value(),
                StateShown.of(batch.state()),
                batch.requests(),
                batch.remoteId().map(plain::brief).orElse(""),
                moments(batch.sentAt(), now),
                moments(batch.pollAt().filter(at -> !batch.over()), now),
                moments(batch.expiresAt().filter(at -> !batch.state().ended()), now),
                batch.polls(),
                batch.message().map(plain::brief).orElse(""),
                batch.candidates().stream().map(plain::brief).toList());
    }

    private FailureRow failure(BuildId build, FailureGroup group) {
        return new FailureRow(
                group.layer(),
                plain.brief(group.code()),
                plain.brief(group.message()),
                group.units(),
                UnitRows.address(build, group.layer(), UnitRows.id(UnitState.FAILED)));
    }

    private static List<Moment> moments(Optional<Instant> at, Instant now) {
        return at.stream().map(moment -> Moment.of(moment, now)).toList();
    }

    /** The last ones. Hardly a build has more than a part of them; of one that has, not all are looked through. */
    private List<EventRow> events(BuildId build, Instant now) {
        List<BuildEvent> part = store.events(build, 0, PART);
        List<BuildEvent> last = new ArrayList<>(part);
        for (int parts = 1; part.size() == PART && parts < PARTS; parts++) {
            part = store.events(build, part.getLast().number(), PART);
            last.addAll(part);
            last.subList(0, Math.max(0, last.size() - EVENTS)).clear();
        }
        return last.reversed().stream()
                .limit(EVENTS)
                .map(event ->
                        new EventRow(Moment.of(event.at(), now), event.kind().id(), plain.whole(event.message())))
                .toList();
    }
}
