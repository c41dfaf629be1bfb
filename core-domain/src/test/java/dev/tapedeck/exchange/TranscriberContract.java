package dev.tapedeck.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Transcript.Message;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Transcriber} promises. */
public abstract class TranscriberContract {
    private static final int DAMAGES = 400;
    private static final List<String> MISFITS =
            List.of("null", "1e999", "[]", "{}", "\"x\"", "true", "[[[]]]", "{\"type\":7}", "-0.5", "[null,3]");

    /**
     * A call and how it reads.
     *
     * @param transcript what the transcriber makes of it
     */
    public record Sample(ProviderRequest request, Bytes answer, Transcript transcript) {}

    protected abstract Transcriber transcriber();

    /** A call that was answered in one piece. */
    protected abstract Sample whole();

    /** A call that was answered as a stream. */
    protected abstract Sample streamed();

    @Test
    void anAnswerInOnePieceIsReadAsAConversation() {
        Transcript transcript = transcriber().transcribe(whole().request(), whole().answer());

        assertThat(transcript).isEqualTo(whole().transcript());
    }

    @Test
    void aStreamIsReadAsAConversation() {
        Transcript transcript =
                transcriber().transcribe(streamed().request(), streamed().answer());

        assertThat(transcript).isEqualTo(streamed().transcript());
    }

    @Test
    void equalInputsGiveEqualTranscripts() {
        Transcript first =
                transcriber().transcribe(streamed().request(), streamed().answer());

        Transcript second =
                transcriber().transcribe(streamed().request(), streamed().answer());

        assertThat(second).isEqualTo(first);
    }

    @Test
    void withoutAnAnswerOnlyTheRequestIsRead() {
        Transcript transcript = transcriber().transcribe(whole().request(), Bytes.EMPTY);

        assertThat(transcript.messages())
                .hasSizeLessThan(whole().transcript().messages().size());
        assertThat(whole().transcript().messages())
                .startsWith(transcript.messages().toArray(Message[]::new));
    }

    @Test
    void aStreamCutAtAnyByteIsReadAsFarAsItGoes() {
        Sample sample = streamed();
        List<Message> asked =
                transcriber().transcribe(sample.request(), Bytes.EMPTY).messages();

        for (int length = 0; length < sample.answer().length(); length++) {
            Transcript cut =
                    transcriber().transcribe(sample.request(), sample.answer().slice(0, length));
            assertThat(cut.messages()).startsWith(asked.toArray(Message[]::new));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void damagedBodiesNeverFail(long seed) {
        Random random = new Random(seed);

        for (int damage = 0; damage < DAMAGES; damage++) {
            for (Sample sample : List.of(whole(), streamed())) {
                ProviderRequest asked =
                        withBody(sample.request(), damaged(sample.request().body(), random));
                assertThat(transcriber().transcribe(asked, damaged(sample.answer(), random)))
                        .isNotNull();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("hostileBodies")
    void hostileBodiesNeverFail(Bytes hostile) {
        Transcript asAnswer = transcriber().transcribe(whole().request(), hostile);
        Transcript asBoth = transcriber().transcribe(withBody(whole().request(), hostile), hostile);

        assertThat(asAnswer).isNotNull();
        assertThat(asBoth).isNotNull();
    }

    static Stream<Bytes> hostileBodies() {
        return Stream.of(
                        "",
                        " ",
                        "null",
                        "7",
                        "\"text\"",
                        "[]",
                        "{}",
                        "{\"",
                        "data:",
                        "data: {\n\ndata: [\n\n",
                        "data: [DONE]\n\n",
                        "\uFEFF{}",
                        "\r\n\r\n\r",
                        ": comment only",
                        "[".repeat(200_000),
                        "{\"a\":".repeat(200_000),
                        "data: " + "[".repeat(100_000) + "\n\n",
                        "data: " + "{\"output\":[".repeat(900) + "\n\n",
                        "{\"usage\":{\"input_tokens\":-5,\"prompt_tokens\":1e300}}",
                        "{\"choices\":{\"delta\":[]},\"candidates\":7,\"content\":[[]]}")
                .map(Bytes::utf8);
    }

    private static Bytes damaged(Bytes body, Random random) {
        if (body.isEmpty()) {
            return body;
        }
        byte[] bytes = body.array().clone();
        return switch (random.nextInt(4)) {
            case 0 -> Bytes.wrap(Arrays.copyOf(bytes, random.nextInt(bytes.length)));
            case 1 -> {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                yield Bytes.wrap(bytes);
            }
            default -> Bytes.utf8(misfitted(new String(bytes, UTF_8), random));
        };
    }

    /** The text with the value of some member replaced by one of another kind: the old one goes to a member beside it. */
    private static String misfitted(String json, Random random) {
        int colon = json.indexOf("\":", random.nextInt(json.length()));
        String misfit = MISFITS.get(random.nextInt(MISFITS.size()));
        return colon < 0 ? json : json.substring(0, colon) + "\":" + misfit + ",\"-\":" + json.substring(colon + 2);
    }

    private static ProviderRequest withBody(ProviderRequest request, Bytes body) {
        return new ProviderRequest(
                request.provider(),
                request.dialect(),
                request.method(),
                request.path(),
                request.query(),
                request.headers(),
                body);
    }

    /** A POST of this JSON. */
    protected static ProviderRequest request(Dialect dialect, String path, String json) {
        return new ProviderRequest(
                new ProviderName("sample"),
                dialect,
                "POST",
                path,
                Optional.empty(),
                Headers.of("content-type", "application/json"),
                Bytes.utf8(json));
    }
}
