package dev.tapedeck.web.dashboard;

import dev.tapedeck.build.BuildState;
import dev.tapedeck.cassette.Miss;
import dev.tapedeck.cassette.SessionReport;
import dev.tapedeck.cassette.SessionWarning;
import dev.tapedeck.cassette.Sessions;
import dev.tapedeck.web.build.BuildsUnderWay;
import dev.tapedeck.web.dashboard.OverviewView.Concern;
import dev.tapedeck.web.resilience.Circuits;
import dev.tapedeck.web.resilience.Circuits.Watched;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What asks for attention: circuits that refuse calls, builds that wait for people or ended badly, the latest misses, recordings without an end, secrets that stand on tapes. */
final class Concerns {
    private static final int SHOWN = 5;
    private static final int NUMBERS = 5;

    private Concerns() {}

    /** @param plain makes a provider's text fit to be shown */
    static List<Concern> of(
            Sessions sessions, Circuits circuits, BuildsUnderWay builds, UnaryOperator<String> plain, Instant now) {
        List<SessionReport> reports = reports(sessions);
        return Stream.of(
                        open(circuits, now),
                        undecided(builds),
                        badly(builds, plain, now),
                        misses(reports),
                        incomplete(reports),
                        findings(reports))
                .flatMap(kind -> kind.distinct().limit(SHOWN))
                .toList();
    }

    private static Stream<Concern> open(Circuits circuits, Instant now) {
        return circuits.all().stream()
                .filter(Watched::refuses)
                .map(watched -> watched.circuit().snapshot())
                .map(circuit -> new Concern(
                        "circuit",
                        "Circuit %s is %s".formatted(circuit.name(), CircuitRows.word(circuit)),
                        circuit.openedAt()
                                        .map(at ->
                                                "opened " + Moment.of(at, now).ago())
                                        .orElse("")
                                + circuit.lastFailure()
                                        .map(failure -> ", last failure " + failure.type())
                                        .orElse(""),
                        "/circuits#" + CircuitRows.id(circuit.name().toString())));
    }

    private static Stream<Concern> undecided(BuildsUnderWay builds) {
        return builds.undecided().stream()
                .map(waiting -> new Concern(
                        "build",
                        "Was batch %d of %s submitted?"
                                .formatted(
                                        waiting.batch().number(),
                                        waiting.build().pipeline()),
                        "its requests wait until somebody decides",
                        "/builds/%s#decide-%d"
                                .formatted(waiting.build().id(), waiting.batch().number())));
    }

    private static Stream<Concern> badly(BuildsUnderWay builds, UnaryOperator<String> plain, Instant now) {
        return builds.endedBadly().stream()
                .map(build -> new Concern(
                        "build",
                        "Build of %s %s"
                                .formatted(
                                        build.pipeline(),
                                        build.state() == BuildState.FAILED ? "failed" : "ended with errors"),
                        Moment.of(build.updatedAt(), now).ago()
                                + build.reason()
                                        .map(reason -> ", " + plain.apply(reason.message()))
                                        .orElse(""),
                        "/builds/" + build.id()));
    }

    /** Open sessions, then those closed lately, newest first. */
    static List<SessionReport> reports(Sessions sessions) {
        return Stream.concat(
                        sessions.list(Optional.empty(), Frames.SESSIONS).stream()
                                .map(session -> session.report()),
                        sessions.closedLately().stream())
                .toList();
    }

    private static Stream<Concern> misses(List<SessionReport> reports) {
        record Missed(SessionReport report, Miss miss) {}
        return reports.stream()
                .flatMap(report -> report.misses().stream().map(miss -> new Missed(report, miss)))
                .sorted(Comparator.comparing((Missed missed) -> missed.miss().at())
                        .reversed())
                .map(missed -> new Concern(
                        "miss",
                        "%s %s %s"
                                .formatted(
                                        missed.miss().exhausted() ? "Exhausted:" : "Missed:",
                                        missed.miss().request().method(),
                                        missed.miss().request().path()),
                        "%s, lane %s%s"
                                .formatted(
                                        missed.report().session().spec().cassette(),
                                        missed.miss().lane(),
                                        nearest(missed.miss())),
                        "/misses"));
    }

    private static String nearest(Miss miss) {
        return miss.nearest().stream()
                .findFirst()
                .map(nearest -> ", nearest #" + nearest.number())
                .orElse("");
    }

    private static Stream<Concern> incomplete(List<SessionReport> reports) {
        return reports.stream().filter(report -> !report.incomplete().isEmpty()).map(report -> {
            String cassette = report.session().spec().cassette().value();
            return new Concern(
                    "incomplete",
                    Figures.plural(report.incomplete().size(), "recording") + " without an end",
                    cassette + ", " + numbers(report.incomplete()),
                    "/recordings/%s/%d".formatted(cassette, report.incomplete().getFirst()));
        });
    }

    private static Stream<Concern> findings(List<SessionReport> reports) {
        return reports.stream().filter(report -> !report.warnings().isEmpty()).map(report -> {
            String cassette = report.session().spec().cassette().value();
            List<Integer> numbers = report.warnings().stream()
                    .map(SessionWarning::interaction)
                    .distinct()
                    .toList();
            return new Concern(
                    "finding",
                    Figures.plural(report.warnings().size(), "secret") + " in recorded answers",
                    cassette + ", " + numbers(numbers),
                    "/recordings/%s/%d".formatted(cassette, numbers.getFirst()));
        });
    }

    /** {@code #1, #2, #3}, and how many more. */
    static String numbers(List<Integer> all) {
        String shown = String.join(
                ", ", all.stream().limit(NUMBERS).map(number -> "#" + number).toList());
        return all.size() <= NUMBERS ? shown : shown + " and " + (all.size() - NUMBERS) + " more";
    }
}
