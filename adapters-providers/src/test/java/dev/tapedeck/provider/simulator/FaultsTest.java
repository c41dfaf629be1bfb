package dev.tapedeck.provider.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.VirtualTime;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FaultsTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String MESSAGES = "/v1/messages";
    private static final String HELLO = """
            {"model":"m","max_tokens":100,"messages":[{"role":"user","content":"Hello"}]}""";

    @Test
    void itemsAreJoinedBySemicolonsAndSpacesDoNotCount() {
        Faults faults = Faults.parse(" status = 429 ; retry-after=1;;latency=2s;cut-after=3;batch=late-404 ");

        assertThat(faults)
                .isEqualTo(new Faults(
                        Optional.of(429),
                        Optional.of(1),
                        Optional.of(Duration.ofSeconds(2)),
                        Optional.of(3),
                        Optional.of(BatchFault.LATE_404)));
    }

    @Test
    void nothingAskedIsNoFault() {
        Faults faults = Faults.parse("");

        assertThat(faults).isEqualTo(Faults.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "batch=explode",
                "status=200",
                "status=",
                "status",
                "latency=5",
                "latency=-5ms",
                "cut-after=x",
                "retry-after=99999999999",
                "status=429,retry-after=1"
            })
    void whatIsNoFaultIsRefusedByNameWithTheKnownOnes(String item) {
        Simulated refused = Simulated.post(CHAT, HELLO, "Tapedeck-Simulate", "cut-after=1;" + item);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body())
                .contains(
                        "'" + item + "' is no fault",
                        "status=",
                        "retry-after=",
                        "latency=",
                        "cut-after=",
                        "batch=<expire|partial|");
    }

    @Test
    void settingsWithAnUnknownFaultAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SimulatorSettings(Duration.ZERO, "explode=now"))
                .withMessageContaining("explode=now");
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request_error",
        "401, invalid_request_error",
        "404, invalid_request_error",
        "429, rate_limit_error",
        "500, server_error",
        "503, server_error"
    })
    void aStatusComesWithOpenAisErrorType(int status, String type) {
        Simulated refused = Simulated.post(CHAT, HELLO, "Tapedeck-Simulate", "status=" + status);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.body()).startsWith("{\"error\":{\"message\":").contains("\"type\":\"" + type + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request_error",
        "401, authentication_error",
        "403, permission_error",
        "404, not_found_error",
        "413, request_too_large",
        "429, rate_limit_error",
        "500, api_error",
        "529, overloaded_error"
    })
    void aStatusComesWithAnthropicsErrorType(int status, String type) {
        Simulated refused = Simulated.post(MESSAGES, HELLO, "Tapedeck-Simulate", "status=" + status);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.body())
                .startsWith("{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":")
                .contains("\"request_id\":\"req_");
    }

    @Test
    void retryAfterIsSentWithAStatus() {
        Simulated refused = Simulated.post(CHAT, HELLO, "Tapedeck-Simulate", "status=429;retry-after=12");

        assertThat(refused.headers().first("retry-after")).contains("12");
    }

    @Test
    void aStreamBreaksAfterAsManyChunksAsAsked() {
        try (Answer answer = open(HELLO.replace("}]", "}],\"stream\":true"), "cut-after=3")) {
            answer.next();
            answer.next();
            assertThat(answer.next()).isPresent();

            assertThatExceptionOfType(FailedCall.class)
                    .isThrownBy(answer::next)
                    .satisfies(failed -> assertThat(failed.failure()).isInstanceOf(Failure.Reset.class));
        }
    }

    @Test
    void aStreamShorterThanTheCutIsWhole() {
        Simulated answer =
                Simulated.post(CHAT, HELLO.replace("}]", "}],\"stream\":true"), "Tapedeck-Simulate", "cut-after=9999");

        assertThat(answer.body()).endsWith("data: [DONE]\n\n");
    }

    @Test
    void aBodyInOnePieceBreaksInTheMiddle() {
        String whole = Simulated.post(CHAT, HELLO).body();
        try (Answer answer = open(HELLO, "cut-after=1")) {
            String half = answer.next().orElseThrow().bytes().text();

            assertThat(whole).startsWith(half).hasSizeGreaterThan(half.length());
            assertThatExceptionOfType(FailedCall.class).isThrownBy(answer::next);
        }
    }

    @Test
    void aCutAfterNothingBreaksAtOnce() {
        try (Answer answer = open(HELLO, "cut-after=0")) {
            assertThatExceptionOfType(FailedCall.class).isThrownBy(answer::next);
        }
    }

    private static Answer open(String json, String faults) {
        return new SimulatorProvider(new VirtualTime(), SimulatorSettings.PROMPT)
                .exchange(Simulated.call("POST", CHAT, json, "Tapedeck-Simulate", faults));
    }
}
