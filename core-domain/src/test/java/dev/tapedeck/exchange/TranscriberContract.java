package dev.tapedeck.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Transcript.Message;
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
                ProviderRequest asked = withBody(
                        sample.request(), HostileBodies.damaged(sample.request().body(), random));
                assertThat(transcriber().transcribe(asked, HostileBodies.damaged(sample.answer(), random)))
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
        return HostileBodies.all();
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
