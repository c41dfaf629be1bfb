package dev.tapedeck.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.support.Caller;
import dev.tapedeck.support.Crowd;
import dev.tapedeck.support.RawClient;
import dev.tapedeck.support.ReceivedRequest;
import dev.tapedeck.support.ScriptedReply;
import dev.tapedeck.support.ScriptedUpstream;
import dev.tapedeck.support.TapedeckProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whatever is sent, the answer is a clear one, soon, and shows nothing of our insides; the process stays well. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FuzzIT {
    private static final int REQUESTS = Integer.getInteger("chaos.fuzz.requests", 400);
    private static final int AT_ONCE = 4;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3}) .*", Pattern.DOTALL);

    private final ScriptedUpstream upstream = ScriptedUpstream.answering(FuzzIT::reply);
    private final TapedeckProcess process = TapedeckProcess.settings()
            .withoutResilience()
            .startingOften()
            .option("-Xmx160m")
            .provider("openai", "openai", upstream.baseUrl())
            .provider("anthropic", "anthropic", upstream.baseUrl())
            .provider("gemini", "gemini", upstream.baseUrl())
            .provider("real", "generic", upstream.baseUrl())
            .start();
    private final Caller caller = Caller.of(process);

    private static ScriptedReply reply(ReceivedRequest request) {
        return request.method().equals("HEAD")
                ? new ScriptedReply.Whole(204, Map.of(), Bytes.EMPTY)
                : ScriptedReply.json("{\"answer\":1}");
    }

    @AfterAll
    void end() {
        caller.close();
        process.close();
        upstream.close();
    }

    @Test
    void noRequestBringsOutAFaultAHangOrOurInsides() {
        // Given
        caller.post("/llm/real/x", "{}", "Tapedeck-Cassette", "tape", "Tapedeck-Mode", "record");
        Random random = Seed.random("requests");
        List<HostileRequest> requests = IntStream.range(0, REQUESTS)
                .mapToObj(number -> HostileRequest.next(random))
                .toList();

        // When
        List<Optional<String>> harm = Crowd.all(
                AT_ONCE,
                requests.stream()
                        .<Callable<Optional<String>>>map(request -> () -> harmOf(request))
                        .toList());

        // Then
        List<String> harmed = harm.stream().flatMap(Optional::stream).toList();
        Results.add("fuzz: %d requests, %d did harm", REQUESTS, harmed.size());
        assertThat(harmed).as(Seed.named()).isEmpty();
        assertThat(caller.get("/q/health").status()).isEqualTo(200);
        assertThat(caller.post("/llm/real/x", "{}").status()).isEqualTo(200);
        assertThat(process.output())
                .doesNotContain("OutOfMemoryError", "A call failed at the door", "Unexpected fault");
    }

    private Optional<String> harmOf(HostileRequest request) {
        long started = System.nanoTime();
        try (RawClient client = RawClient.connected(process)) {
            client.send(request.wire());
            String answer = request.complete() ? client.readAll() : "";
            Duration took = Duration.ofNanos(System.nanoTime() - started);
            return Harm.in(statusOf(answer), answer, took).map(harm -> harm + "\n--- in answer to ---\n" + request);
        }
    }

    /** 0, if the connection was closed without an answer. */
    private static int statusOf(String answer) {
        var status = STATUS.matcher(answer);
        return status.matches() ? Integer.parseInt(status.group(1)) : 0;
    }
}
