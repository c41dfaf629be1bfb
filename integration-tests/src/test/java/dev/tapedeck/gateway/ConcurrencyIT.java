package dev.tapedeck.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.support.Answered;
import dev.tapedeck.support.Caller;
import dev.tapedeck.support.Crowd;
import dev.tapedeck.support.Gate;
import dev.tapedeck.support.ScriptedReply;
import dev.tapedeck.support.ScriptedUpstream;
import dev.tapedeck.support.SessionUnderTest;
import dev.tapedeck.support.TapedeckProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Identical requests with different answers, many at once: order is that of the lane, whatever the calls do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConcurrencyIT {
    private static final String PATH = "/v1/answers";
    private static final String REQUEST = "{\"ask\":\"the same\"}";
    private static final int LANES = 8;
    private static final int WORKERS_PER_LANE = 4;
    private static final int CALLS_PER_WORKER = 25;
    private static final int CALLS = LANES * WORKERS_PER_LANE * CALLS_PER_WORKER;
    private static final int REPLAYS = 5;
    private static final int FAN_OUT = 10;

    private final List<Gate> held =
            IntStream.range(0, FAN_OUT).mapToObj(number -> Gate.closed()).toList();
    private final ScriptedUpstream upstream =
            ScriptedUpstream.answering(request -> ScriptedReply.json("{\"answer\":%d}".formatted(request.number())));
    private final ScriptedUpstream holding = ScriptedUpstream.answering(request -> {
        held.get(request.number()).await();
        return ScriptedReply.json("{\"answer\":%d}".formatted(request.number()));
    });
    private final TapedeckProcess process = TapedeckProcess.settings()
            .provider("real", "generic", upstream.baseUrl())
            .provider("holding", "generic", holding.baseUrl())
            .start();
    private final Caller caller = Caller.of(process);
    private List<Row> recorded = List.of();

    /** What one worker got, in its order: bodies by the number of their interaction. */
    private record Row(String lane, Map<Integer, String> answers) {}

    @BeforeAll
    void record() {
        SessionUnderTest session = caller.open("crowd", "record");
        recorded = rows(session, WORKERS_PER_LANE, CALLS_PER_WORKER);
        assertThat(session.close().path("counters").path("recorded").asInt()).isEqualTo(CALLS);
    }

    @AfterAll
    void end() {
        caller.close();
        process.close();
        upstream.close();
        holding.close();
    }

    @Test
    void everyAnswerIsRecordedOnceInItsLane() {
        assertThat(answersOf(recorded).values()).hasSize(CALLS).doesNotHaveDuplicates();
    }

    @Test
    void replaysHandOutEachAnswerOnceAndAreIdentical() {
        Map<String, String> taped = answersOf(recorded);

        for (int replay = 0; replay < REPLAYS; replay++) {
            SessionUnderTest session = caller.open("crowd", "replay");
            assertThat(answersOf(rows(session, WORKERS_PER_LANE, CALLS_PER_WORKER)))
                    .isEqualTo(taped);
            assertThat(session.close().path("counters").path("unplayed").asInt())
                    .isZero();
        }
    }

    @Test
    void aLaneReplaysInTheOrderOfItsRecording() {
        SessionUnderTest session = caller.open("crowd", "replay");

        List<Row> replayed = rows(session, 1, WORKERS_PER_LANE * CALLS_PER_WORKER);

        assertThat(answersOf(replayed)).isEqualTo(answersOf(recorded));
    }

    @Test
    void aFanOutThatEndedInAnotherOrderThanItBeganReplaysInTheOrderOfItsCalls() {
        SessionUnderTest recording = caller.open("fan-out", "record");
        try (ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> calls = new ArrayList<>();
            for (int number = 0; number < FAN_OUT; number++) {
                calls.add(tasks.submit(() ->
                        caller.post(recording.door("holding") + PATH, REQUEST).text()));
                int begun = number + 1;
                Awaitility.await().until(() -> holding.received().size() == begun);
            }
            for (int number = FAN_OUT - 1; number >= 0; number--) {
                held.get(number).open();
                assertThat(Crowd.result(calls.get(number))).isEqualTo("{\"answer\":%d}".formatted(number));
            }
        }
        recording.close();

        SessionUnderTest replay = caller.open("fan-out", "replay");

        List<String> replayed = IntStream.range(0, FAN_OUT)
                .mapToObj(number ->
                        caller.post(replay.door("holding") + PATH, REQUEST).text())
                .toList();
        assertThat(replayed)
                .isEqualTo(IntStream.range(0, FAN_OUT)
                        .mapToObj("{\"answer\":%d}"::formatted)
                        .toList());
    }

    /** All lanes at once, each with so many workers that call one after the other. */
    private static List<Row> rows(SessionUnderTest session, int workersPerLane, int callsPerWorker) {
        Crowd crowd = new Crowd(LANES, workersPerLane, callsPerWorker, call -> REQUEST);
        return crowd.call(session, "real", PATH).stream()
                .map(ConcurrencyIT::row)
                .toList();
    }

    private static Row row(Crowd.Row calls) {
        Map<Integer, String> answers = new TreeMap<>();
        int last = 0;
        for (Answered answered : calls.answers()) {
            assertThat(answered.status()).as(answered.text()).isEqualTo(200);
            int number =
                    Integer.parseInt(answered.header("Tapedeck-Interaction").replace("crowd/", ""));
            assertThat(number).as("numbers handed out to one worker").isGreaterThan(last);
            last = number;
            answers.put(number, answered.text());
        }
        return new Row(calls.lane(), answers);
    }

    /** Every answer by its lane and number; fails if one was handed out twice. */
    private static Map<String, String> answersOf(List<Row> rows) {
        Map<String, String> all = new TreeMap<>();
        for (Row row : rows) {
            row.answers()
                    .forEach((number, answer) -> assertThat(all.put(row.lane() + "/" + number, answer))
                            .as("interaction %d of %s, handed out before", number, row.lane())
                            .isNull());
        }
        return all;
    }
}
