package dev.tapedeck.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.build.Completions;
import dev.tapedeck.build.Reply;
import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Terms;
import dev.tapedeck.exchange.VirtualTime;
import dev.tapedeck.pipeline.Batching;
import dev.tapedeck.pipeline.Endpoint;
import dev.tapedeck.pipeline.Gathering;
import dev.tapedeck.pipeline.Layer;
import dev.tapedeck.pipeline.OnFailure;
import dev.tapedeck.pipeline.Output;
import dev.tapedeck.provider.anthropic.AnthropicCompletions;
import dev.tapedeck.provider.openai.OpenAiCompletions;
import dev.tapedeck.provider.simulator.SimulatorProvider;
import dev.tapedeck.provider.simulator.SimulatorSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What layers ask, the simulator understands; and what it answers is understood. */
final class SimulatedRepliesTest {
    private static final Provider SIMULATOR = new SimulatorProvider(new VirtualTime(), SimulatorSettings.PROMPT);

    private static Reply asked(Completions completions, Endpoint endpoint, String params) {
        Layer layer = new Layer(
                "work-styles",
                new Gathering.Each(),
                List.of("bios"),
                new ProviderName("simulator"),
                "simulated-mini",
                endpoint,
                Bytes.utf8(params),
                Batching.AUTO,
                "{item.content}",
                Output.TEXT,
                new OnFailure.Block());
        ProviderRequest request = completions.compose(layer, "Alice plans her days.");
        try (Answer answer = SIMULATOR.exchange(new Call(request, Lane.MAIN, Terms.of(Effect.SAFE)))) {
            List<Chunk> chunks = new ArrayList<>();
            for (Optional<Chunk> next = answer.next(); next.isPresent(); next = answer.next()) {
                chunks.add(next.get());
            }
            return completions.read(endpoint, answer.status(), Chunk.joined(chunks));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Endpoint.class,
            names = {"CHAT", "RESPONSES"})
    void openAisConversationsComeToAText(Endpoint endpoint) {
        Reply reply = asked(new OpenAiCompletions(), endpoint, "{\"system\":\"Be brief.\"}");

        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.Text.class, text -> assertThat(text.usage()).isPresent());
    }

    @Test
    void openAisEmbeddingsComeToVectors() {
        Reply reply = asked(new OpenAiCompletions(), Endpoint.EMBEDDINGS, "{\"dimensions\":8}");

        assertThat(reply).isInstanceOf(Reply.Vectors.class);
    }

    @Test
    void anthropicsMessagesComeToAText() {
        Reply reply = asked(new AnthropicCompletions(), Endpoint.CHAT, "{\"system\":\"Be brief.\"}");

        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.Text.class, text -> assertThat(text.usage()).isPresent());
    }

    @Test
    void aWrongParamIsAFailureInTheSimulatorsWords() {
        Reply reply = asked(new AnthropicCompletions(), Endpoint.CHAT, "{\"max_tokens\":-1}");

        assertThat(reply).isInstanceOfSatisfying(Reply.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo("invalid_request_error");
            assertThat(failed.permanent()).isTrue();
        });
    }
}
