package dev.tapedeck.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.cassette.Ending;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.Outcome;
import dev.tapedeck.cassette.RequestKey;
import dev.tapedeck.cassette.Ticket;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.redaction.Redactor;
import dev.tapedeck.web.gateway.Transcripts;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ShownAnswerTest {
    private static final String DELTA = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"}}]}\n\n";

    private final Transcripts transcripts;
    private final Redactor redactor;

    @Inject
    ShownAnswerTest(Transcripts transcripts, Redactor redactor) {
        this.transcripts = transcripts;
        this.redactor = redactor;
    }

    private static Interaction streamed(String... pieces) {
        List<Chunk> chunks = Stream.of(pieces)
                .map(piece -> new Chunk(1, Bytes.utf8(DELTA.formatted(piece))))
                .toList();
        ProviderRequest request = new ProviderRequest(
                new ProviderName("openai"),
                Dialect.OPENAI,
                "POST",
                "/v1/chat/completions",
                Optional.empty(),
                Headers.NONE,
                Bytes.utf8("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}"));
        Outcome outcome = new Outcome.Stream(
                200, Headers.of("content-type", "text/event-stream"), chunks, Outcome.End.END, Optional.empty());
        Ticket ticket =
                new Ticket(Lane.MAIN, new RequestKey("sha256:" + "0".repeat(64)), request, Instant.EPOCH, List.of());
        return new Interaction(1, ticket, new Ending(outcome, 1, 1, List.of()));
    }

    @Test
    void anAnswerWithoutASecretIsShownAsItWas() {
        Interaction interaction = streamed("Hello", " there");

        ShownAnswer shown = ShownAnswer.of(interaction, transcripts, redactor);

        assertThat(shown.redacted()).isFalse();
        assertThat(shown.body()).isEqualTo(Ended.body(interaction.outcome()));
    }

    @Test
    void aSecretThatLiesAcrossChunksIsNeitherInTheBodyNorInTheConversation() {
        Interaction interaction = streamed("ghp_0123456789", "abcdefghij", "ABCDEFGHIJ012345");

        ShownAnswer shown = ShownAnswer.of(interaction, transcripts, redactor);

        assertThat(shown.redacted()).isTrue();
        assertThat(shown.body().text()).doesNotContain("ghp_", "abcdefghij");
        assertThat(shown.conversation().toString()).doesNotContain("ghp_").contains("«redacted:", "hello");
    }
}
