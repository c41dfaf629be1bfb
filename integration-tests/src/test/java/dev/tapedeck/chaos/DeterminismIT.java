package dev.tapedeck.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.support.Answered;
import dev.tapedeck.support.Caller;
import dev.tapedeck.support.Crowd;
import dev.tapedeck.support.ReceivedRequest;
import dev.tapedeck.support.ScriptedReply;
import dev.tapedeck.support.ScriptedUpstream;
import dev.tapedeck.support.SessionUnderTest;
import dev.tapedeck.support.TapedeckProcess;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A tape of many lanes is the same bytes for everyone who plays it, however many do at once. */
class DeterminismIT {
    private static final int LANES = 8;
    private static final int CALLS = Integer.getInteger("chaos.determinism.calls", 200);
    private static final int REPLAYS = Integer.getInteger("chaos.determinism.replays", 5);
    /** So many different requests in a lane: the same one comes again and again, with another answer each time. */
    private static final int DIFFERENT = 7;

    private static final String PATH = "/v1/answers";

    private final Crowd crowd =
            new Crowd(LANES, 1, CALLS / LANES, call -> "{\"ask\":\"%d\"}".formatted(call % DIFFERENT));

    @Test
    void replaysAtOnceAreIdenticalByteStreamsAndReachNobody() {
        // Given
        ScriptedUpstream upstream = ScriptedUpstream.answering(DeterminismIT::reply);
        try (TapedeckProcess process = TapedeckProcess.settings()
                        .startingOften()
                        .provider("real", "openai", upstream.baseUrl())
                        .start();
                Caller caller = Caller.of(process)) {
            SessionUnderTest recording = caller.open("lanes", "record");
            List<List<String>> recorded = bodies(crowd.call(recording, "real", PATH));
            recording.close();
            upstream.close();
            try (ScriptedUpstream trap = upstream.trap()) {

                // When
                List<List<Crowd.Row>> replays = Crowd.all(IntStream.range(0, REPLAYS)
                        .<Callable<List<Crowd.Row>>>mapToObj(replay -> () -> replay(caller))
                        .toList());

                // Then
                assertThat(replays)
                        .allSatisfy(replay -> assertThat(bodies(replay)).isEqualTo(recorded));
                assertThat(replays.stream().map(DeterminismIT::streams).distinct())
                        .hasSize(1);
                assertThat(trap.connections()).isZero();
                Results.add(
                        "determinism: %d calls in %d lanes, %d replays at once, identical, %d upstream connections",
                        CALLS, LANES, REPLAYS, trap.connections());
            }
        } finally {
            upstream.close();
        }
    }

    /** No two answers are the same; some come in chunks. */
    private static ScriptedReply reply(ReceivedRequest request) {
        int number = request.number();
        return number % 3 == 0
                ? ScriptedReply.events(List.of("data: %d\n\n".formatted(number), "data: [DONE]\n\n"))
                : ScriptedReply.json("{\"answer\":%d}".formatted(number));
    }

    private List<Crowd.Row> replay(Caller caller) {
        SessionUnderTest session = caller.open("lanes", "replay");
        List<Crowd.Row> rows = crowd.call(session, "real", PATH);
        assertThat(session.close().path("counters").path("unplayed").asInt()).isZero();
        return rows;
    }

    private static List<List<String>> bodies(List<Crowd.Row> rows) {
        return rows.stream()
                .map(row -> row.answers().stream().map(Answered::text).toList())
                .toList();
    }

    /** Everything that each lane's client got, heads included, one answer after the other. */
    private static List<String> streams(List<Crowd.Row> rows) {
        return rows.stream()
                .map(row -> row.answers().stream().map(DeterminismIT::wire).collect(Collectors.joining("\n")))
                .toList();
    }

    private static String wire(Answered answered) {
        return "%d\n%s\n%s"
                .formatted(answered.status(), new TreeMap<>(answered.headers().map()), answered.text());
    }
}
