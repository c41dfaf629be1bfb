package dev.tapedeck.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.support.Caller;
import dev.tapedeck.support.Gate;
import dev.tapedeck.support.RawAnswer;
import dev.tapedeck.support.RawClient;
import dev.tapedeck.support.ReceivedRequest;
import dev.tapedeck.support.ScriptedReply;
import dev.tapedeck.support.ScriptedReply.ChunkScript;
import dev.tapedeck.support.ScriptedUpstream;
import dev.tapedeck.support.SessionUnderTest;
import dev.tapedeck.support.TapedeckProcess;
import dev.tapedeck.support.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams pass as they come, end as they ended, and cost no more than they must. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamsIT {
    private static final String REQUEST = "{\"stream\":true}";
    private static final List<String> CHUNKS = IntStream.range(0, 5)
            .mapToObj("data: {\"delta\":\"chunk %d, ünïcode\"}\n\n"::formatted)
            .toList();
    private static final int CROWD = 200;
    private static final int MEGABYTE = 1_024 * 1_024;
    private static final int LARGE = 256 * MEGABYTE;
    private static final int LARGE_CHUNK = 64 * 1_024;

    private final Map<String, ChunkScript> scripts = new ConcurrentHashMap<>();
    private final ScriptedUpstream upstream =
            ScriptedUpstream.answering(request -> ScriptedReply.events(script(request)));
    private final TapedeckProcess process = TapedeckProcess.settings()
            .withoutResilience()
            .provider("real", "generic", upstream.baseUrl())
            .start();
    private final Caller caller = Caller.of(process);

    /** What a client got of a stream. */
    private record Got(int status, String text, boolean whole) {}

    @AfterAll
    void end() {
        caller.close();
        process.close();
        upstream.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "record", "auto"})
    void theFirstChunkReachesTheClientWhileTheUpstreamWaitsToSendItsSecond(String mode) throws IOException {
        Gate second = Gate.closed();
        scripts.put("/first-" + mode, wire -> {
            wire.sendChunk(CHUNKS.get(0));
            second.await();
            wire.sendChunk(CHUNKS.get(1));
        });
        SessionUnderTest session = caller.open("first-" + mode, mode);

        try (InputStream stream = stream(session, "/first-" + mode).body()) {
            byte[] first = stream.readNBytes(CHUNKS.get(0).getBytes(UTF_8).length);
            assertThat(new String(first, UTF_8)).isEqualTo(CHUNKS.get(0));
            second.open();
            assertThat(new String(stream.readAllBytes(), UTF_8)).isEqualTo(CHUNKS.get(1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void aStreamCutAfterAnyChunkReplaysAsCutWithTheSameBytes(int sent) {
        String path = "/cut-" + sent;
        scripts.put(path, wire -> {
            for (String chunk : CHUNKS.subList(0, sent)) {
                wire.sendChunk(chunk);
            }
            throw Wire.cut();
        });
        SessionUnderTest recording = caller.open("cut-" + sent, "record");
        RawAnswer live = rawAnswer(recording, path);
        recording.close();

        RawAnswer replayed = rawAnswer(caller.open("cut-" + sent, "replay"), path);

        if (sent > 0) {
            assertThat(live).isEqualTo(new RawAnswer(200, String.join("", CHUNKS.subList(0, sent)), false));
        }
        assertThat(replayed).isEqualTo(live);
    }

    @Test
    void aWholeStreamReplaysInTheSameChunksAndEnds() {
        scripts.put("/whole", wire -> {
            for (String chunk : CHUNKS) {
                wire.sendChunk(chunk);
            }
        });
        SessionUnderTest recording = caller.open("whole", "record");
        Got live = got(recording, "/whole");
        recording.close();

        Got replayed = got(caller.open("whole", "replay"), "/whole");

        assertThat(live).isEqualTo(new Got(200, String.join("", CHUNKS), true));
        assertThat(replayed).isEqualTo(live);
    }

    @Test
    void aClientThatGoesAwayInModeOffTakesTheUpstreamConnectionWithIt() {
        Gate gone = Gate.closed();
        scripts.put("/left-off", wire -> {
            wire.sendChunk(CHUNKS.get(0));
            wire.awaitGone();
            gone.open();
        });
        SessionUnderTest session = caller.open("left-off", "off");

        leaveAfterTheFirstChunk(session, "/left-off");

        gone.await();
    }

    @Test
    void aClientThatGoesAwayInModeOffBeforeTheAnswerBeginsTakesTheUpstreamConnectionWithIt() {
        Gate asked = Gate.closed();
        Gate gone = Gate.closed();
        scripts.put("/left-waiting", wire -> {
            asked.open();
            wire.awaitGone();
            gone.open();
        });
        SessionUnderTest session = caller.open("left-waiting", "off");

        try (RawClient client = RawClient.connected(process)) {
            client.post(session.door("real") + "/left-waiting", REQUEST);
            asked.await();
        }

        gone.await();
    }

    @Test
    void aClientThatGoesAwayWhileRecordingLeavesAWholeRecording() {
        Gate left = Gate.closed();
        scripts.put("/left-record", wire -> {
            wire.sendChunk(CHUNKS.get(0));
            left.await();
            for (String chunk : CHUNKS.subList(1, CHUNKS.size())) {
                wire.sendChunk(chunk);
            }
        });
        SessionUnderTest recording = caller.open("left-record", "record");

        leaveAfterTheFirstChunk(recording, "/left-record");
        left.open();
        recording.close();

        assertThat(got(caller.open("left-record", "replay"), "/left-record"))
                .isEqualTo(new Got(200, String.join("", CHUNKS), true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "record"})
    void twoHundredStreamsRunAtOnce(String mode) {
        Gate all = Gate.after(CROWD);
        scripts.put("/crowd-" + mode, wire -> {
            wire.sendChunk(CHUNKS.get(0));
            all.open();
            all.await();
            wire.sendChunk(CHUNKS.get(1));
        });
        SessionUnderTest session = caller.open("crowd-" + mode, mode);

        List<Got> got = atOnce(CROWD, session, "/crowd-" + mode);

        assertThat(got).hasSize(CROWD).containsOnly(new Got(200, CHUNKS.get(0) + CHUNKS.get(1), true));
    }

    @Test
    void aSlowClientHoldsTheUpstreamBackAndCostsBoundedMemory() {
        AtomicLong sent = new AtomicLong();
        String filling = "x".repeat(LARGE_CHUNK);
        scripts.put("/large", wire -> {
            wire.limitSendBuffer(LARGE_CHUNK);
            while (sent.get() < LARGE) {
                wire.sendChunk(filling);
                sent.addAndGet(LARGE_CHUNK);
            }
        });
        SessionUnderTest session = caller.open("large", "off");
        long before = process.residentMegabytes();

        try (RawClient slow = RawClient.connected(process, 4_096)) {
            slow.post(session.door("real") + "/large", REQUEST).readUntil("xxx");
            AtomicLong read = new AtomicLong();
            // the poll is the pace: one KB a second
            Awaitility.await()
                    .pollInterval(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> read.addAndGet(slow.read(1_024).length()) >= 6 * 1_024);

            assertThat(sent.get()).as("bytes that the upstream got rid of").isLessThan(16L * MEGABYTE);
            assertThat(process.residentMegabytes() - before).as("MB more").isLessThan(64);
        }
    }

    private ChunkScript script(ReceivedRequest request) {
        ChunkScript script = scripts.get(request.target());
        if (script == null) {
            throw new IllegalStateException("No script for " + request.target());
        }
        return script;
    }

    private RawAnswer rawAnswer(SessionUnderTest session, String path) {
        try (RawClient client = RawClient.connected(process)) {
            return client.post(session.door("real") + path, REQUEST).readAnswer();
        }
    }

    private void leaveAfterTheFirstChunk(SessionUnderTest session, String path) {
        try (RawClient client = RawClient.connected(process)) {
            client.post(session.door("real") + path, REQUEST).readUntil("chunk 0");
        }
    }

    private List<Got> atOnce(int count, SessionUnderTest session, String path) {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Got>> running = new ArrayList<>();
            for (int client = 0; client < count; client++) {
                running.add(clients.submit(() -> got(session, path)));
            }
            List<Got> got = new ArrayList<>();
            for (Future<Got> client : running) {
                got.add(client.get());
            }
            return got;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        }
    }

    private Got got(SessionUnderTest session, String path) {
        HttpResponse<InputStream> response = stream(session, path);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        boolean whole = true;
        try (InputStream body = response.body()) {
            body.transferTo(text);
        } catch (IOException cut) {
            whole = false;
        }
        return new Got(response.statusCode(), text.toString(UTF_8), whole);
    }

    private HttpResponse<InputStream> stream(SessionUnderTest session, String path) {
        return caller.stream(caller.to(session.door("real") + path)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(REQUEST)));
    }
}
