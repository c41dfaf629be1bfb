package dev.tapedeck.web.dashboard;

import static dev.tapedeck.run.RunExamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.run.Run;
import dev.tapedeck.run.RunEntry;
import dev.tapedeck.run.RunEntry.Action;
import dev.tapedeck.run.RunEntry.Notice;
import dev.tapedeck.run.RunExamples;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunSpanTest {
    /** A run that has given its last sign of life so long after its beginning. */
    private static Run seenAfter(Duration length) {
        Run run = RunExamples.run("r1");
        return new Run(
                run.id(),
                run.name(),
                run.labels(),
                NOON,
                run.sources(),
                run.standing(),
                NOON.plus(length),
                run.counts(),
                run.procedure());
    }

    private static RunEntry took(long endMillis, long millis) {
        return new RunEntry(
                1,
                NOON.plusMillis(endMillis),
                new Action(
                        "t",
                        "a",
                        Optional.empty(),
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Duration.ofMillis(millis))));
    }

    @Test
    void aBarStandsWhereItsEntryBeganAndEnded() {
        // Given
        RunEntry entry = took(5_000, 2_500);
        RunSpan span = RunSpan.of(seenAfter(Duration.ofSeconds(10)), List.of(entry));

        // When
        RunTimeline.Bar bar = span.bar(entry, "good");

        // Then
        assertThat(bar).isEqualTo(new RunTimeline.Bar(250, 250, "good", "2.5 s to 5.0 s"));
    }

    @Test
    void anActionThatSaysItTookLongerThanTheRunMakesThatNoLonger() {
        // Given
        RunEntry entry = took(5_000, 3_600_000);
        RunSpan span = RunSpan.of(seenAfter(Duration.ofSeconds(10)), List.of(entry));

        // When
        RunTimeline.Bar bar = span.bar(entry, "good");

        // Then
        assertThat(span.begins()).isEqualTo(span.offset(NOON));
        assertThat(bar.x()).isZero();
        assertThat(bar.width()).isEqualTo(500);
    }

    @Test
    void whatTookNoTimeIsSeenAndStaysInTheField() {
        // Given
        RunEntry entry = new RunEntry(1, NOON.plusSeconds(10), new Notice(Notice.Severity.HINT, "look"));
        RunSpan span = RunSpan.of(seenAfter(Duration.ofSeconds(10)), List.of(entry));

        // When
        RunTimeline.Bar bar = span.bar(entry, "plain");

        // Then
        assertThat(bar.width()).isPositive();
        assertThat(bar.x() + bar.width()).isLessThanOrEqualTo(RunTimeline.WIDTH);
        assertThat(bar.label()).isEqualTo("at 10.0 s");
    }

    @Test
    void theCallThatBeganTheRunIsShownAsAWhole() {
        // Given
        RunEntry.Call call = (RunEntry.Call) RunExamples.everyKind().get(2);
        RunEntry entry = new RunEntry(
                1,
                NOON,
                new RunEntry.Call(
                        call.provider(),
                        call.method(),
                        call.path(),
                        call.model(),
                        call.tokens(),
                        call.cost(),
                        call.outcome(),
                        call.status(),
                        call.failure(),
                        call.interaction(),
                        call.attempts(),
                        Duration.ofSeconds(4)));
        RunSpan span = RunSpan.of(seenAfter(Duration.ofSeconds(4)), List.of(entry));

        // When
        RunTimeline.Bar bar = span.bar(entry, "good");

        // Then
        assertThat(span.begins()).isEqualTo("−4.0 s");
        assertThat(bar.x()).isZero();
        assertThat(bar.width()).isEqualTo(500);
    }

    @Test
    void aRunWithoutLengthHasBarsToo() {
        // Given
        RunEntry entry = took(0, 0);

        // When
        RunTimeline.Bar bar =
                RunSpan.of(seenAfter(Duration.ZERO), List.of(entry)).bar(entry, "good");

        // Then
        assertThat(bar.x()).isZero();
        assertThat(bar.width()).isPositive();
    }
}
