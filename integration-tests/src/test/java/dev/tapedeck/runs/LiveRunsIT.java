package dev.tapedeck.runs;

import static dev.tapedeck.runs.RunCaller.RUNS;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.support.Answered;
import dev.tapedeck.support.Gate;
import dev.tapedeck.support.RawAnswer;
import dev.tapedeck.support.RawClient;
import dev.tapedeck.support.ReceivedRequest;
import dev.tapedeck.support.ScriptedReply;
import dev.tapedeck.support.ScriptedReply.ChunkScript;
import dev.tapedeck.support.ScriptedUpstream;
import dev.tapedeck.support.TapedeckProcess;
import dev.tapedeck.support.Wire;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs whose own programs tell what they do, and die of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveRunsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PARTS = 4;
    private static final List<String> TRACE =
            IntStream.range(0, PARTS).mapToObj("<live part %d>"::formatted).toList();
    private static final List<String> EVENTS = IntStream.range(0, PARTS)
            .mapToObj(number -> "id: %d\nevent: live\ndata: live part %d\n\n".formatted(100 + number, number))
            .toList();

    private final Map<String, ChunkScript> scripts = new ConcurrentHashMap<>();
    private final ScriptedUpstream source = ScriptedUpstream.answering(this::reply);
    private final TapedeckProcess process = TapedeckProcess.settings()
            .withoutResilience()
            .with("tapedeck.runs.hosts", source.baseUrl())
            .with("tapedeck.runs.inactive-after", "10s")
            .start();
    private final RunCaller runs = RunCaller.of(process);

    private ScriptedReply reply(ReceivedRequest request) {
        ChunkScript script = scripts.get(request.target());
        if (script == null) {
            return new ScriptedReply.Nothing();
        }
        return request.target().startsWith("/trace")
                ? new ScriptedReply.Chunked(
                        200, Map.of("content-type", request.target().contains("odd") ? ";;;" : "text/x-trace"), script)
                : ScriptedReply.events(script);
    }

    @AfterAll
    void end() {
        runs.close();
        process.close();
        source.close();
    }

    /** Begins a run that is told of at the source, with two entries of its own. */
    private String started(String id, String member) {
        String run = runs.startAs(
                "{\"name\":\"%1$s\",\"id\":\"%1$s\",\"%2$s\":\"%3$s/%1$s\"}".formatted(id, member, source.baseUrl()));
        runs.write(run, RunCaller.actions(0, 2));
        return run;
    }

    private static ChunkScript dyingAfter(List<String> parts, int sent) {
        return wire -> {
            for (String part : parts.subList(0, sent)) {
                wire.sendChunk(part);
            }
            throw Wire.cut();
        };
    }

    private RawAnswer raw(String path) {
        try (RawClient client = RawClient.connected(process)) {
            return client.send("GET %s HTTP/1.1\r\nHost: %s\r\n\r\n"
                            .formatted(path, URI.create(process.baseUrl()).getAuthority()))
                    .readAnswer();
        }
    }

    private void hasDied(String run) {
        JsonNode dead = runs.ends(run, "failed", PATIENCE);
        assertThat(dead.path("reason").asText()).contains("inactive");
        assertThat(dead.path("phases")).hasSize(3);
    }

    /** From before the first byte, over after the first and in the middle, to the end: all is sent but the mark of the end. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, PARTS})
    void aTraceWhoseSourceDiesIsThatOfOneSourceAndTheRunHasFailed(int sent) {
        // Given
        String run = started("trace-dies-" + sent, "traceUrl");
        scripts.put("/" + run, dyingAfter(TRACE, sent));

        // When
        RawAnswer answer = raw(RUNS + "/" + run + "/trace");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        if (sent == 0) {
            assertThat(answer.body()).contains("\"entries\":[{").doesNotContain("live part");
        } else {
            assertThat(answer.body()).isEqualTo(String.join("", TRACE.subList(0, sent)));
        }
        hasDied(run);
        assertThat(runs.caller().get(RUNS + "/" + run + "/trace").text()).doesNotContain("live part");
    }

    @Test
    void aTraceThatIsCutIsSeenToBeCut() {
        // Given
        String run = started("trace-cut", "traceUrl");
        scripts.put("/" + run, dyingAfter(TRACE, 2));

        // When
        RawAnswer answer = raw(RUNS + "/" + run + "/trace");

        // Then
        assertThat(answer.whole()).isFalse();
        assertThat(process.output())
                .contains("answer.broken_off path=/api/v1/runs/trace-cut/trace")
                .doesNotContain("\tat ");
    }

    @Test
    void aLiveTraceIsPassedOnAsItComesAndIsWhatIsKept() {
        // Given
        String run = started("trace-lives", "traceUrl");
        scripts.put("/" + run, wire -> wire.sendChunk(String.join("", TRACE)));
        Answered live = runs.caller().get(RUNS + "/" + run + "/trace");
        scripts.put("/" + run, wire -> wire.sendChunk("<the last word>"));

        // When
        JsonNode ended = runs.finish(run, "completed");
        scripts.remove("/" + run);
        Answered kept = runs.caller().get(RUNS + "/" + run + "/trace");

        // Then
        assertThat(live.text()).isEqualTo(String.join("", TRACE));
        assertThat(live.header("Content-Type")).startsWith("text/x-trace");
        assertThat(RunCaller.each(ended.path("phases"), "success")).containsOnly("true");
        assertThat(kept.text()).isEqualTo("<the last word>");
        assertThat(kept.header("Content-Type")).startsWith("text/x-trace");
        assertThat(runs.entries(run)).hasSize(3);
    }

    @Test
    void ifTheTraceCannotBeHadAtTheEndThePhaseSaysSoAndTheEntriesAreKept() {
        // Given
        String run = started("trace-gone", "traceUrl");

        // When
        JsonNode ended = runs.finish(run, "completed");

        // Then
        assertThat(ended.path("status").asText()).isEqualTo("completed");
        assertThat(RunCaller.each(ended.path("phases"), "success")).containsExactly("true", "true", "false");
        assertThat(runs.caller().get(RUNS + "/" + run + "/trace").json().path("entries"))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, PARTS})
    void eventsWhoseSourceDiesAreThoseOfOneSourceAndTheRunHasFailed(int sent) {
        // Given
        String run = started("events-die-" + sent, "streamUrl");
        scripts.put("/" + run, dyingAfter(EVENTS, sent));

        // When
        List<Told> told;
        try (Listener listener = Listener.on(runs.caller(), run)) {
            told = listener.rest();
        }

        // Then
        List<String> names = told.stream().map(Told::name).toList();
        if (sent == 0) {
            assertThat(names).containsExactly("action", "action", "status", "complete");
        } else {
            List<String> expected = new ArrayList<>(Collections.nCopies(sent, "live"));
            expected.add("error");
            assertThat(names).isEqualTo(expected);
            assertThat(told.stream().limit(sent).map(Told::id).collect(joining(" ")))
                    .isEqualTo(IntStream.range(0, sent)
                            .mapToObj(number -> "live:" + (100 + number))
                            .collect(joining(" ")));
        }
        hasDied(run);
    }

    @Test
    void whoComesBackToALiveSourceGoesOnThereBehindWhatWasSeen() {
        // Given
        String run = started("events-resumed", "streamUrl");
        scripts.put("/" + run, wire -> wire.sendChunk(EVENTS.getLast()));

        // When
        try (Listener listener = Listener.on(runs.caller(), run, "live:102")) {
            listener.rest();
        }
        try (Listener listener = Listener.on(runs.caller(), run, "2")) {
            listener.rest();
        }

        // Then
        assertThat(source.received().stream()
                        .filter(request -> request.target().equals("/" + run))
                        .map(request -> request.header("Last-Event-ID").orElse("none")))
                .containsExactly("102", "none");
    }

    @Test
    void whoComesBackToASourceThatIsGoneHearsEverythingThatIsKept() {
        // Given
        String run = started("events-gone", "streamUrl");
        scripts.put("/" + run, dyingAfter(EVENTS, 2));
        try (Listener listener = Listener.on(runs.caller(), run)) {
            listener.rest();
        }

        // When
        List<Told> told;
        try (Listener listener = Listener.on(runs.caller(), run, "live:101")) {
            told = listener.rest();
        }

        // Then
        assertThat(told.stream().map(Told::name)).containsExactly("action", "action", "status", "complete");
    }

    @Test
    void aRunThatHasEndedByItselfBeforeItsSourceBreaksIsComplete() {
        // Given
        String run = started("events-finished", "streamUrl");
        Gate finished = Gate.closed();
        scripts.put("/" + run, wire -> {
            wire.sendChunk(EVENTS.getFirst());
            finished.await();
            throw Wire.cut();
        });

        // When
        List<Told> told = new ArrayList<>();
        try (Listener listener = Listener.on(runs.caller(), run)) {
            listener.next().ifPresent(told::add);
            runs.finish(run, "completed");
            finished.open();
            told.addAll(listener.rest());
        }

        // Then
        assertThat(told.stream().map(Told::name)).containsExactly("live", "complete");
        assertThat(runs.run(run).path("status").asText()).isEqualTo("completed");
    }

    @Test
    void aLineWithoutEndIsNotTakenAndDoesNotEndTheRun() {
        // Given
        String run = started("events-endless", "streamUrl");
        scripts.put("/" + run, wire -> {
            wire.sendChunk(EVENTS.getFirst());
            wire.sendChunk("data: " + "x".repeat(2 << 20));
        });

        // When
        List<Told> told;
        try (Listener listener = Listener.on(runs.caller(), run)) {
            told = listener.rest();
        }

        // Then
        assertThat(told.stream().map(Told::name)).containsExactly("live", "error");
        assertThat(told.getLast().data()).contains("a line of over 1 MiB");
        assertThat(runs.run(run).path("status").asText()).isEqualTo("running");
    }

    @Test
    void aSourceThatEndsByItselfHasNotDied() {
        // Given
        String run = started("events-end", "streamUrl");
        scripts.put("/" + run, wire -> wire.sendChunk(String.join("", EVENTS)));

        // When
        List<Told> told;
        try (Listener listener = Listener.on(runs.caller(), run)) {
            told = listener.rest();
        }

        // Then
        assertThat(told).extracting(Told::name).containsOnly("live").hasSize(PARTS);
        assertThat(runs.run(run).path("status").asText()).isEqualTo("running");
    }

    @Test
    void aListenerWhoLeavesALiveStreamDoesNotEndTheRun() {
        // Given
        String run = started("events-left", "streamUrl");
        Gate never = Gate.closed();
        Gate left = Gate.closed();
        scripts.put("/" + run, wire -> {
            wire.sendChunk(EVENTS.getFirst());
            wire.awaitGone();
            left.open();
            never.await();
        });

        // When
        try (Listener listener = Listener.on(runs.caller(), run)) {
            assertThat(listener.next()).map(Told::name).hasValue("live");
        }
        left.await();

        // Then
        Awaitility.await()
                .during(Duration.ofSeconds(1))
                .atMost(PATIENCE)
                .until(() -> runs.run(run).path("status").asText().equals("running"));
        never.openWide();
    }

    @Test
    void aReaderWhoLeavesALiveTraceDoesNotEndTheRun() {
        // Given
        String run = started("trace-left", "traceUrl");
        Gate left = Gate.closed();
        scripts.put("/" + run, wire -> {
            wire.sendChunk(TRACE.getFirst());
            left.await();
            for (int part = 0; part < 1_000; part++) {
                wire.sendChunk("more and more ".repeat(500));
            }
        });

        // When
        try (RawClient client = RawClient.connected(process)) {
            client.send("GET %s/%s/trace HTTP/1.1\r\nHost: a\r\n\r\n".formatted(RUNS, run))
                    .readUntil(TRACE.getFirst());
        }
        left.open();

        // Then
        Awaitility.await()
                .during(Duration.ofSeconds(1))
                .atMost(PATIENCE)
                .until(() -> runs.run(run).path("status").asText().equals("running"));
    }

    @Test
    void aContentTypeThatIsNoneIsNoFailureOfOurs() {
        // Given
        String run = started("trace-odd", "traceUrl");
        scripts.put("/" + run, wire -> wire.sendChunk("odd"));

        // When
        Answered live = runs.caller().get(RUNS + "/" + run + "/trace");
        runs.finish(run, "completed");
        Answered kept = runs.caller().get(RUNS + "/" + run + "/trace");

        // Then
        assertThat(List.of(live.status(), kept.status())).containsOnly(200);
        assertThat(List.of(live.text(), kept.text())).containsOnly("odd");
    }

    @Test
    void aRunWithoutASignOfLifeHasFailedAndOneWithAHeartbeatHasNot() {
        // Given
        String silent = runs.start("silent");
        String beating = runs.start("beating");

        // When
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            assertThat(runs.caller()
                            .post(RUNS + "/" + beating + "/heartbeat", "")
                            .status())
                    .isEqualTo(204);
            return runs.run(silent).path("status").asText().equals("failed");
        });

        // Then
        hasDied(silent);
        assertThat(runs.run(beating).path("status").asText()).isEqualTo("starting");
    }
}
