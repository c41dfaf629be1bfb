package dev.tapedeck.runs;

import static dev.tapedeck.runs.RunCaller.each;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.chaos.Seed;
import dev.tapedeck.support.Answered;
import dev.tapedeck.support.Caller;
import dev.tapedeck.support.Crowd;
import dev.tapedeck.support.TapedeckProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Those who follow a run get all of it, whenever they come and go. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FollowersIT {
    private static final int FOLLOWERS = 6;
    private static final int PARTS = 60;
    private static final int LARGEST_PART = 12;
    private static final int RACES = 10;
    private static final int WRITERS = 6;
    /** Requests under way are waited for half a minute. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(15);

    private final TapedeckProcess process = TapedeckProcess.settings().start();
    private final RunCaller runs = RunCaller.of(process);

    @AfterAll
    void end() {
        runs.close();
        process.close();
    }

    @Test
    void whoeverLeavesAndComesBackAtRandomGetsEveryEntryOnceAndTheEnd() {
        // Given
        String run = runs.start("followed");
        Random random = Seed.random("followers");
        List<Follower> followers = IntStream.range(0, FOLLOWERS)
                .mapToObj(number -> new Follower(runs.caller(), run, new Random(random.nextLong())))
                .toList();
        List<Callable<List<Told>>> deeds = new ArrayList<>();
        followers.forEach(follower -> deeds.add(follower::untilComplete));
        deeds.add(() -> written(run, random));

        // When
        List<List<Told>> told = Crowd.all(deeds).subList(0, FOLLOWERS);

        // Then
        List<String> numbers = each(runs.entries(run), "number");
        assertThat(told).as(Seed.named()).allSatisfy(all -> {
            assertThat(all.stream().limit(all.size() - 1).map(Told::id)).isEqualTo(numbers);
            assertThat(all.getLast().json().path("status").asText()).isEqualTo("completed");
        });
        assertThat(followers)
                .allSatisfy(follower -> assertThat(follower.visits()).isGreaterThan(3));
    }

    private List<Told> written(String run, Random random) {
        for (int part = 0; part < PARTS; part++) {
            runs.write(run, RunCaller.actions(0, 1 + random.nextInt(LARGEST_PART)));
        }
        runs.finish(run, "completed");
        return List.of();
    }

    /** What is written while a run is ended is told too, or refused. */
    @Test
    void whatWasAcknowledgedWhileTheRunWasEndedIsToldBeforeItsEnd() {
        for (int race = 0; race < RACES; race++) {
            // Given
            String run = runs.start("race-" + race);
            List<Callable<List<String>>> deeds = new ArrayList<>();
            deeds.add(() -> heard(run));
            for (int writer = 0; writer < WRITERS; writer++) {
                deeds.add(() -> acknowledged(run));
            }
            deeds.add(() -> ended(run));

            // When
            List<List<String>> all = Crowd.all(deeds);

            // Then
            List<String> acknowledged =
                    all.subList(1, 1 + WRITERS).stream().flatMap(List::stream).toList();
            assertThat(all.getFirst()).containsAll(acknowledged).doesNotHaveDuplicates();
            assertThat(each(runs.entries(run), "number")).isEqualTo(all.getFirst());
        }
    }

    private List<String> heard(String run) {
        try (Listener listener = Listener.on(runs.caller(), run)) {
            return listener.rest().stream()
                    .filter(event -> !event.name().equals("complete"))
                    .map(Told::id)
                    .toList();
        }
    }

    /** Writes until it is refused, and gives the numbers of what was written. */
    private List<String> acknowledged(String run) {
        List<String> numbers = new ArrayList<>();
        while (true) {
            Answered written = runs.write(run, RunCaller.action("a"));
            if (written.status() == 409) {
                return numbers;
            }
            assertThat(written.status()).as(written.text()).isEqualTo(201);
            written.json()
                    .path("data")
                    .forEach(entry -> numbers.add(entry.path("number").asText()));
        }
    }

    private List<String> ended(String run) {
        while (runs.run(run).at("/counts/entries").asInt() < WRITERS) {
            Thread.onSpinWait();
        }
        runs.finish(run, "completed");
        return List.of();
    }

    @Test
    void aPlaceThatIsNoneIsRefusedAndOneBehindTheEndHearsOnlyThat() {
        // Given
        String run = runs.start("places");
        runs.did(run, "a");
        JsonNode ended = runs.finish(run, "failed");

        // When
        List<Told> late = told(runs.caller(), run, "1000");
        int refused = statusOf(run, "first");

        // Then
        assertThat(late).extracting(Told::name).containsExactly("complete");
        assertThat(late.getFirst().json()).isEqualTo(ended);
        assertThat(refused).isEqualTo(400);
        assertThat(statusOf("nobody", "")).isEqualTo(404);
    }

    private static List<Told> told(Caller caller, String run, String last) {
        try (Listener listener = Listener.on(caller, run, last)) {
            return listener.rest();
        }
    }

    private int statusOf(String run, String last) {
        try (Listener listener = Listener.on(runs.caller(), run, last)) {
            return listener.status();
        }
    }

    @Test
    void whenTheProcessIsStoppedItsOpenRunsAreTerminatedAndTheirFollowersDoNotHoldItUp() {
        // Given
        String run = runs.start("open-at-the-end");
        runs.write(run, RunCaller.actions(0, 3));
        JsonNode done = runs.finish(runs.start("done-before"), "completed");
        List<Told> heard = new ArrayList<>();

        // When
        Instant start = Instant.now();
        try (Listener listener = Listener.on(runs.caller(), run)) {
            heard.add(listener.next().orElseThrow());
            process.stop();
            heard.addAll(listener.rest());
        }
        Duration stopping = Duration.between(start, Instant.now());
        process.restart();
        heard.addAll(told(runs.caller(), run, heard.getLast().id()));

        // Then
        JsonNode ended = runs.run(run);
        assertThat(stopping).isLessThan(LONGEST_STOP);
        assertThat(ended.path("status").asText()).isEqualTo("terminated");
        assertThat(each(ended.path("phases"), "phase")).containsExactly("publish", "clean-up", "persist");
        assertThat(each(ended.path("phases"), "success")).containsOnly("true");
        assertThat(heard.stream().map(Told::name)).containsExactly("action", "action", "action", "status", "complete");
        assertThat(runs.run("done-before")).isEqualTo(done);
    }
}
