package dev.tapedeck.provider;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tapedeck.exchange.Transcriber;
import dev.tapedeck.exchange.Transcript;
import dev.tapedeck.provider.Corpus.Recorded;
import dev.tapedeck.provider.anthropic.AnthropicTranscriber;
import dev.tapedeck.provider.gemini.GeminiTranscriber;
import dev.tapedeck.provider.generic.GenericTranscriber;
import dev.tapedeck.provider.openai.OpenAiTranscriber;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CorpusTranscriptsTest {
    private static final OpenAiTranscriber OPENAI = new OpenAiTranscriber();
    private static final AnthropicTranscriber ANTHROPIC = new AnthropicTranscriber();
    private static final GeminiTranscriber GEMINI = new GeminiTranscriber();
    private static final GenericTranscriber GENERIC = new GenericTranscriber(List.of(OPENAI, ANTHROPIC, GEMINI));

    @Test
    void show() {
        for (Recorded recorded : corpus()) {
            Transcriber transcriber = recorded.endpoint().contains("generateContent")
                            || recorded.endpoint().contains("streamGenerateContent")
                    ? GEMINI
                    : recorded.provider().equals("anthropic")
                            ? ANTHROPIC
                            : recorded.provider().equals("openai")
                                            || recorded.provider().equals("azure")
                                    ? OPENAI
                                    : GENERIC;
            Transcript t = transcriber.transcribe(recorded.request(), recorded.answer());
            System.out.println("@@ " + recorded.status() + " " + (answered(t) ? "OK " : "NO ") + recorded.provider()
                    + " " + recorded.endpoint() + " " + t.usage().isPresent()
                    + t.model().isPresent() + " "
                    + t.messages().stream()
                            .map(m -> m.role()
                                    + m.parts().stream()
                                            .map(p -> p.getClass().getSimpleName())
                                            .toList())
                            .toList()
                    + " " + recorded.id());
        }
    }

    private static boolean answered(Transcript transcript) {
        return !transcript.messages().isEmpty()
                && transcript.messages().getLast().role().equals("assistant");
    }

    private static List<Recorded> corpus() {
        Optional<Path> file = Corpus.find();
        assumeTrue(file.isPresent(), "The corpus of real traffic is not beside the project.");
        return file.map(Corpus::read).orElseThrow();
    }
}
