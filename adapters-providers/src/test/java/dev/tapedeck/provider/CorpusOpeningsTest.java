package dev.tapedeck.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.Operations;
import dev.tapedeck.exchange.StreamOpening;
import dev.tapedeck.exchange.StreamOpening.Seen;
import dev.tapedeck.exchange.Transcript.Message;
import dev.tapedeck.provider.Corpus.Recorded;
import dev.tapedeck.provider.anthropic.AnthropicOperations;
import dev.tapedeck.provider.anthropic.AnthropicTranscriber;
import dev.tapedeck.provider.gemini.GeminiOperations;
import dev.tapedeck.provider.gemini.GeminiTranscriber;
import dev.tapedeck.provider.generic.GenericOperations;
import dev.tapedeck.provider.generic.GenericTranscriber;
import dev.tapedeck.provider.openai.OpenAiOperations;
import dev.tapedeck.provider.openai.OpenAiTranscriber;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Where the content of real streams begins. */
final class CorpusOpeningsTest {
    private static final Operations OPENAI = new OpenAiOperations();
    private static final Operations ANTHROPIC = new AnthropicOperations();
    private static final Operations GEMINI = new GeminiOperations();
    private static final Operations GENERIC = new GenericOperations(List.of(OPENAI, ANTHROPIC, GEMINI));
    private static final GenericTranscriber TRANSCRIBER = new GenericTranscriber(
            List.of(new OpenAiTranscriber(), new AnthropicTranscriber(), new GeminiTranscriber()));
    private static final Pattern EVENT_STREAM = Pattern.compile("(?s)\\s*(data:|event:|:).*");
    private static final Pattern EVENT_END = Pattern.compile("\r?\n\r?\n");

    /** Counted by dialect and by how many events, comments among them, stand before the content. */
    @Test
    void everyStreamOfARealProviderHasItsContentFoundWhereItBegins() {
        Map<String, Map<Integer, Long>> eventsBefore = streams().stream()
                .collect(Collectors.groupingBy(
                        CorpusOpeningsTest::dialect,
                        TreeMap::new,
                        Collectors.groupingBy(
                                CorpusOpeningsTest::eventsBeforeContent, TreeMap::new, Collectors.counting())));

        assertThat(eventsBefore)
                .isEqualTo(Map.of(
                        "anthropic", Map.of(1, 4L, 2, 1L, 3, 13L),
                        "gemini", Map.of(0, 9L),
                        "generic", Map.of(0, 4L),
                        "openai", Map.of(0, 16L, 1, 22L, 2, 27L, 3, 1L, 4, 1L)));
    }

    @Test
    void nothingOfAConversationIsInAPrelude() {
        for (Recorded stream : streams()) {
            Bytes prelude = prelude(stream.answer(), opened(operations(stream), stream.answer()));
            List<Message> asked =
                    TRANSCRIBER.transcribe(stream.request(), Bytes.EMPTY).messages();

            assertThat(TRANSCRIBER.transcribe(stream.request(), prelude).messages())
                    .as(stream.id())
                    .hasSizeLessThanOrEqualTo(asked.size());
        }
    }

    @Test
    void aDialectThatNobodyNamedIsUnderstoodAsWell() {
        for (Recorded stream : streams()) {
            int named = opened(operations(stream), stream.answer());

            int unnamed = opened(GENERIC, stream.answer());

            assertThat(unnamed).as(stream.id()).isEqualTo(named);
        }
    }

    @Test
    void everyInferenceOfARealProviderIsSafe() {
        assertThat(streams())
                .filteredOn(stream -> !dialect(stream).equals("generic"))
                .filteredOn(stream -> !stream.endpoint().endsWith("/runs")) // an assistant at work
                .allMatch(stream -> operations(stream).effectOf(stream.request()) == Effect.SAFE);
    }

    /** How many bytes are taken until the content is seen. */
    private static int opened(Operations operations, Bytes stream) {
        StreamOpening opening = operations.opening();
        for (int at = 0; at < stream.length(); at++) {
            Seen seen = opening.take(stream.slice(at, at + 1));
            assertThat(seen).isNotInstanceOf(Seen.Died.class);
            if (seen instanceof Seen.Content) {
                return at + 1;
            }
        }
        throw new AssertionError("The content of a stream was never found.");
    }

    /** What stands before the event in which the content was seen. */
    private static Bytes prelude(Bytes stream, int opened) {
        String taken = stream.slice(0, opened).text().stripTrailing();
        int last = Math.max(taken.lastIndexOf("\n\n"), taken.lastIndexOf("\r\n\r\n"));
        return Bytes.utf8(last < 0 ? "" : taken.substring(0, last));
    }

    private static int eventsBeforeContent(Recorded stream) {
        Bytes prelude = prelude(stream.answer(), opened(operations(stream), stream.answer()));
        return prelude.isEmpty() ? 0 : EVENT_END.split(prelude.text()).length;
    }

    private static String dialect(Recorded stream) {
        return switch (stream.provider()) {
            case "anthropic" -> "anthropic";
            case "gemini", "vertex" -> "gemini";
            case "cohere", "writer" -> "generic";
            default -> "openai";
        };
    }

    private static Operations operations(Recorded stream) {
        return switch (dialect(stream)) {
            case "anthropic" -> ANTHROPIC;
            case "gemini" -> GEMINI;
            case "generic" -> GENERIC;
            default -> OPENAI;
        };
    }

    private static List<Recorded> streams() {
        assumeTrue(Held.STREAMS.isPresent(), "The corpus of real traffic is not beside the project.");
        return Held.STREAMS.orElseThrow();
    }

    /** Read once for all tests. */
    private static final class Held {
        static final Optional<List<Recorded>> STREAMS = Corpus.find()
                .map(Corpus::read)
                .map(all -> all.stream()
                        .filter(recorded ->
                                EVENT_STREAM.matcher(recorded.answer().text()).matches())
                        .toList());
    }
}
