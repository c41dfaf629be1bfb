package dev.tapedeck.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.support.Answered;
import dev.tapedeck.support.Caller;
import dev.tapedeck.support.ScriptedReply;
import dev.tapedeck.support.ScriptedUpstream;
import dev.tapedeck.support.SessionUnderTest;
import dev.tapedeck.support.TapedeckProcess;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A replay needs no key and no network, and builds nothing that could use them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayBuildsNothingLiveIT {
    private static final String REQUEST = "{\"model\":\"m\",\"messages\":[]}";
    private static final List<String> PROVIDERS = List.of("openai", "anthropic", "gemini", "real");

    private final ScriptedUpstream upstream =
            ScriptedUpstream.answering(request -> ScriptedReply.json("{\"answer\":%d}".formatted(request.number())));
    private final TapedeckProcess process = TapedeckProcess.settings()
            .provider("openai", "openai", upstream.baseUrl())
            .provider("anthropic", "anthropic", upstream.baseUrl())
            .provider("gemini", "gemini", upstream.baseUrl())
            .provider("real", "generic", upstream.baseUrl())
            .start();
    private final Caller caller = Caller.of(process);

    @AfterAll
    void end() {
        caller.close();
        process.close();
        upstream.close();
    }

    @Test
    void aReplayMakesNoClientAndNoConnectionAndAnOffCallDoes() {
        SessionUnderTest recording = caller.open("tape", "record");
        List<String> live = callAll(recording);
        recording.close();
        process.stop();
        upstream.close();

        try (ScriptedUpstream trap = upstream.trap()) {
            process.restart();
            List<String> replayed = callAll(caller.open("tape", "replay"));
            caller.post(caller.open("tape", "replay").door("openai") + "/v1/other", REQUEST);

            assertThat(replayed).isEqualTo(live);
            assertThat(liveProviders()).doesNotContainValue(true).containsKeys(PROVIDERS.toArray(String[]::new));
            assertThat(trap.connections()).isZero();

            Answered refused = caller.post("/llm/openai/v1/chat/completions", REQUEST);

            assertThat(refused.status()).isEqualTo(502);
            assertThat(liveProviders()).containsEntry("openai", true);
            assertThat(trap.connections()).isPositive();
        }
    }

    private List<String> callAll(SessionUnderTest session) {
        return PROVIDERS.stream()
                .map(provider -> caller.post(session.door(provider) + "/v1/chat", REQUEST))
                .map(Answered::text)
                .toList();
    }

    /** Whether each provider has built what a live call needs. */
    private Map<String, Boolean> liveProviders() {
        return StreamSupport.stream(
                        caller.get("/api/v1/providers").json().path("data").spliterator(), false)
                .filter(provider -> provider.has("live"))
                .collect(Collectors.toMap(
                        provider -> provider.path("name").asText(),
                        provider -> provider.path("live").asBoolean()));
    }
}
