package dev.tapedeck.provider;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tapedeck.build.Completions;
import dev.tapedeck.build.Reply;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Transcriber;
import dev.tapedeck.exchange.Transcript.Message;
import dev.tapedeck.exchange.Transcript.Part;
import dev.tapedeck.exchange.Transcript.Usage;
import dev.tapedeck.pipeline.Endpoint;
import dev.tapedeck.provider.Corpus.Recorded;
import dev.tapedeck.provider.anthropic.AnthropicCompletions;
import dev.tapedeck.provider.anthropic.AnthropicTranscriber;
import dev.tapedeck.provider.gemini.GeminiCompletions;
import dev.tapedeck.provider.gemini.GeminiTranscriber;
import dev.tapedeck.provider.openai.OpenAiCompletions;
import dev.tapedeck.provider.openai.OpenAiTranscriber;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Real answers of many providers, read strictly. */
final class CorpusRepliesTest {
    /** A response in the background: to be asked for later. */
    private static final String QUEUED =
            "pydantic__pydantic-ai/tests/models/cassettes/test_openai_responses/test_background_mode_vcr.yaml#0";

    /** An error of Azure's content filter, told with status 200. */
    private static final String FILTERED = "traceloop__openllmetry/packages/opentelemetry-instrumentation-openai/tests/"
            + "traces/cassettes/test_azure/test_prompt_content_filtering_with_events_with_content.yaml#0";

    /** Where answers of one kind are found, and who reads them. */
    private enum Kind {
        CHAT(Endpoint.CHAT, "POST .*/chat/completions", new OpenAiCompletions(), new OpenAiTranscriber()),
        RESPONSES(Endpoint.RESPONSES, "POST .*/responses", new OpenAiCompletions(), new OpenAiTranscriber()),
        EMBEDDINGS(Endpoint.EMBEDDINGS, "POST .*(/v1|})/embeddings", new OpenAiCompletions(), new OpenAiTranscriber()),
        MESSAGES(Endpoint.CHAT, "POST /v1/messages", new AnthropicCompletions(), new AnthropicTranscriber()),
        CONTENTS(Endpoint.CHAT, "POST .*:generateContent", new GeminiCompletions(), new GeminiTranscriber());

        private final Endpoint endpoint;
        private final Pattern path;
        private final Completions completions;
        private final Transcriber transcriber;

        Kind(Endpoint endpoint, String path, Completions completions, Transcriber transcriber) {
            this.endpoint = endpoint;
            this.path = Pattern.compile(path);
            this.completions = completions;
            this.transcriber = transcriber;
        }

        List<Recorded> of(List<Recorded> corpus) {
            return corpus.stream()
                    .filter(recorded -> !recorded.streaming())
                    .filter(recorded -> path.matcher(recorded.endpoint()).matches())
                    .toList();
        }

        Reply reply(Recorded recorded) {
            return completions.read(endpoint, recorded.status(), recorded.answer());
        }

        /** What the answer's first message says, as it is shown to people. */
        String shown(Recorded recorded) {
            int asked = transcriber
                    .transcribe(recorded.request(), Bytes.EMPTY)
                    .messages()
                    .size();
            return transcriber.transcribe(recorded.request(), recorded.answer()).messages().stream()
                    .skip(asked)
                    .map(Message::parts)
                    .findFirst()
                    .map(Kind::text)
                    .orElse("");
        }

        Optional<Usage> counted(Recorded recorded) {
            return transcriber.transcribe(recorded.request(), recorded.answer()).usage();
        }

        private static String text(List<Part> parts) {
            return parts.stream()
                    .filter(Part.Text.class::isInstance)
                    .map(Part.Text.class::cast)
                    .map(Part.Text::text)
                    .collect(joining());
        }
    }

    @Test
    void whatWasAnsweredWithAnErrorIsOneAndNothingElseIs() {
        List<Read> errors = read(Reply.Failed.class::isInstance);

        assertThat(errors).hasSizeGreaterThan(15).allMatch(read -> read.recorded.status() >= 400);
        assertThat(read(reply -> !(reply instanceof Reply.Failed)))
                .hasSizeGreaterThan(140)
                .allMatch(read -> read.recorded.status() == 200);
    }

    @Test
    void oneAnswerIsNotThereYetAndOneWasFilteredAndAllOthersHoldSomething() {
        assertThat(ids(Reply.Unreadable.class::isInstance)).containsExactly(QUEUED);
        assertThat(ids(Reply.Filtered.class::isInstance)).containsExactly(FILTERED);
        assertThat(ids(Reply.Empty.class::isInstance)).isEmpty();
        assertThat(ids(Reply.Refusal.class::isInstance)).hasSize(3);
        assertThat(ids(Reply.Truncated.class::isInstance)).hasSize(5);
        assertThat(ids(Reply.ToolCalls.class::isInstance)).hasSizeGreaterThan(20);
        assertThat(ids(Reply.Vectors.class::isInstance)).hasSizeGreaterThan(14);
    }

    @Test
    void theTextIsTheOneThatPeopleAreShown() {
        List<Read> texts = read(Reply.Text.class::isInstance);

        assertThat(texts)
                .hasSizeGreaterThan(110)
                .allSatisfy(read -> assertThat(read.reply)
                        .isInstanceOfSatisfying(
                                Reply.Text.class,
                                text -> assertThat(text.text())
                                        .as(read.recorded.id())
                                        .isEqualTo(read.kind.shown(read.recorded))));
    }

    @Test
    void tokensAreThoseThatPeopleAreShownUnlessOnlyTheTotalTellsThemAll() {
        List<Read> counted = read(Reply.Text.class::isInstance).stream()
                .filter(read -> !read.usage().equals(read.kind.counted(read.recorded)))
                .toList();

        assertThat(counted)
                .singleElement()
                .satisfies(
                        read -> assertThat(read.recorded.endpoint()).isEqualTo("POST /v1beta/openai/chat/completions"));
    }

    private record Read(Kind kind, Recorded recorded, Reply reply) {
        Optional<Usage> usage() {
            return reply instanceof Reply.Text text
                    ? text.usage().map(tokens -> new Usage(tokens.input(), tokens.output()))
                    : Optional.empty();
        }
    }

    private static List<Read> read(Predicate<Reply> wanted) {
        List<Recorded> corpus = corpus();
        return Arrays.stream(Kind.values())
                .flatMap(kind ->
                        kind.of(corpus).stream().map(recorded -> new Read(kind, recorded, kind.reply(recorded))))
                .filter(read -> wanted.test(read.reply))
                .toList();
    }

    private static List<String> ids(Predicate<Reply> wanted) {
        return read(wanted).stream().map(read -> read.recorded.id()).toList();
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
