package dev.tapedeck.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Transcriber;
import dev.tapedeck.provider.Corpus.Recorded;
import dev.tapedeck.provider.anthropic.AnthropicTranscriber;
import dev.tapedeck.provider.gemini.GeminiTranscriber;
import dev.tapedeck.provider.generic.GenericTranscriber;
import dev.tapedeck.provider.openai.OpenAiTranscriber;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Real traffic of many programs, read as conversations. */
final class CorpusTranscriptsTest {
    private static final Transcriber OPENAI = new OpenAiTranscriber();
    private static final Transcriber ANTHROPIC = new AnthropicTranscriber();
    private static final Transcriber GEMINI = new GeminiTranscriber();
    private static final Transcriber GENERIC = new GenericTranscriber(List.of(OPENAI, ANTHROPIC, GEMINI));

    private static final Pattern OPENAI_COMPLETION =
            Pattern.compile("POST .*/(chat/completions|completions|responses)");
    private static final Pattern ANTHROPIC_COMPLETION = Pattern.compile("POST /v1/(messages|complete)");
    private static final Pattern GEMINI_COMPLETION = Pattern.compile("POST .*:(streamG|g)enerateContent");
    private static final Pattern GENERIC_COMPLETION =
            Pattern.compile("POST .*(/chat/completions|/api/chat|/api/generate|/converse)");

    /** The answer is one text, and that text is empty. */
    private static final String EMPTY_TEXT =
            "docker__docker-agent/e2e/testdata/cassettes/TestExec_ToolCallsNeedAcceptance.yaml#1";

    /** A response in the background: queued, to be asked for later. */
    private static final String QUEUED =
            "pydantic__pydantic-ai/tests/models/cassettes/test_openai_responses/test_background_mode_vcr.yaml#0";

    /** An error of Azure's content filter, told with status 200. */
    private static final String FILTERED = "traceloop__openllmetry/packages/opentelemetry-instrumentation-openai/tests/"
            + "traces/cassettes/test_azure/test_prompt_content_filtering_with_events_with_content.yaml#0";

    /** The text is empty here too. */
    private static final String EMPTY_CONVERSE =
            "Arize-ai__openinference/js/packages/openinference-instrumentation-bedrock/test/recordings/"
                    + "should-handle-empty-minimal-response.json#0";

    @Test
    void everyCompletionOfOpenAiHasAnAnswerButForThreeThatHoldNone() {
        List<Recorded> completions = corpus().stream()
                .filter(recorded -> List.of("openai", "azure").contains(recorded.provider()))
                .filter(recorded -> asked(OPENAI_COMPLETION, recorded))
                .toList();

        assertThat(completions).hasSizeGreaterThan(120);
        assertThat(unanswered(completions, OPENAI)).containsExactlyInAnyOrder(EMPTY_TEXT, QUEUED, FILTERED);
    }

    @Test
    void everyMessageOfAnthropicHasAnAnswer() {
        List<Recorded> messages = corpus().stream()
                .filter(recorded -> recorded.provider().equals("anthropic"))
                .filter(recorded -> asked(ANTHROPIC_COMPLETION, recorded))
                .toList();

        assertThat(messages).hasSize(30);
        assertThat(unanswered(messages, ANTHROPIC)).isEmpty();
    }

    @Test
    void everyGenerationOfGeminiHasAnAnswer() {
        List<Recorded> generations = corpus().stream()
                .filter(recorded -> asked(GEMINI_COMPLETION, recorded))
                .toList();

        assertThat(generations).hasSizeGreaterThan(20);
        assertThat(unanswered(generations, GEMINI)).isEmpty();
    }

    @Test
    void otherProvidersAreRecognisedByTheirShape() {
        List<Recorded> completions = corpus().stream()
                .filter(recorded -> asked(GENERIC_COMPLETION, recorded))
                .toList();

        assertThat(completions).hasSizeGreaterThan(120);
        assertThat(unanswered(completions, GENERIC)).containsExactlyInAnyOrder(FILTERED, EMPTY_CONVERSE);
    }

    @Test
    void nothingInTheCorpusMakesATranscriberFail() {
        for (Recorded recorded : corpus()) {
            for (Transcriber transcriber : List.of(OPENAI, ANTHROPIC, GEMINI, GENERIC)) {
                assertThat(transcriber.transcribe(recorded.request(), recorded.answer()))
                        .as(recorded.id())
                        .isNotNull();
            }
        }
    }

    private static boolean asked(Pattern endpoint, Recorded recorded) {
        return recorded.status() == 200 && endpoint.matcher(recorded.endpoint()).matches();
    }

    /** The interactions of which the transcript has no message more than the request alone. */
    private static List<String> unanswered(List<Recorded> interactions, Transcriber transcriber) {
        return interactions.stream()
                .filter(recorded -> messages(transcriber, recorded, recorded.answer())
                        <= messages(transcriber, recorded, Bytes.EMPTY))
                .map(Recorded::id)
                .toList();
    }

    private static int messages(Transcriber transcriber, Recorded recorded, Bytes answer) {
        return transcriber.transcribe(recorded.request(), answer).messages().size();
    }

    private static List<Recorded> corpus() {
        assumeTrue(Held.CORPUS.isPresent(), "The corpus of real traffic is not beside the project.");
        return Held.CORPUS.orElseThrow();
    }

    /** Read once for all tests. */
    private static final class Held {
        static final Optional<List<Recorded>> CORPUS = Corpus.find().map(Corpus::read);
    }
}
