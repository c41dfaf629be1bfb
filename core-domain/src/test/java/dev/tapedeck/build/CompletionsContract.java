package dev.tapedeck.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.HostileBodies;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.json.CanonicalJson;
import dev.tapedeck.json.JsonOutput;
import dev.tapedeck.pipeline.Batching;
import dev.tapedeck.pipeline.Endpoint;
import dev.tapedeck.pipeline.Gathering;
import dev.tapedeck.pipeline.Layer;
import dev.tapedeck.pipeline.OnFailure;
import dev.tapedeck.pipeline.Output;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Completions} promises. */
public abstract class CompletionsContract {
    private static final int DAMAGES = 400;
    private static final int OK = 200;
    private static final String MODEL = "model-1.5";
    private static final String AWKWARD = "Say \"{item.content}\" \\ \u0000 \u2028 ümlaut\r\n\tand 🦜, twice.\n";

    /** An answer, and what it says. */
    public record Sample(Endpoint endpoint, int status, String body, Reply reply) {}

    protected abstract Completions completions();

    protected abstract Dialect dialect();

    /** Answers of this dialect: at least a good one of each endpoint. */
    protected abstract List<Sample> samples();

    protected static Layer layer(Endpoint endpoint, String params) {
        return layer(endpoint, MODEL, params);
    }

    protected static Layer layer(Endpoint endpoint, String model, String params) {
        return new Layer(
                "work-styles",
                new Gathering.Each(),
                List.of("bios"),
                new ProviderName("real"),
                model,
                endpoint,
                Bytes.utf8(params),
                Batching.AUTO,
                "{item.content}",
                Output.TEXT,
                new OnFailure.Block());
    }

    protected final String composed(Endpoint endpoint, String params, String prompt) {
        return completions().compose(layer(endpoint, params), prompt).body().text();
    }

    /** Sees to it that nothing is made of these params, and that the message says what is wrong with which layer. */
    protected final void assertRefused(Endpoint endpoint, String params, String culprit) {
        assertThatExceptionOfType(FailedCall.class)
                .as(params)
                .isThrownBy(() -> completions().compose(layer(endpoint, params), "Hi."))
                .satisfies(failed -> assertThat(failed.failure()).isInstanceOf(Failure.Invalid.class))
                .withMessageContaining("work-styles")
                .withMessageContaining(culprit);
    }

    private Set<Endpoint> endpoints() {
        return completions().endpoints();
    }

    @Test
    void aRequestIsCanonicalJsonToTheLayersProvider() {
        for (Endpoint endpoint : endpoints()) {
            ProviderRequest request = completions().compose(layer(endpoint, "{\"temperature\":0.3}"), "Hi.");

            assertThat(request.provider()).isEqualTo(new ProviderName("real"));
            assertThat(request.dialect()).isEqualTo(dialect());
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.headers().mediaType()).isEqualTo("application/json");
            assertThat(request.body().text())
                    .isEqualTo(CanonicalJson.of(request.body().array()).toString());
        }
    }

    @Test
    void theSameInputMakesTheSameRequest() {
        for (Endpoint endpoint : endpoints()) {
            ProviderRequest first = completions().compose(layer(endpoint, "{\"b\":1,\"a\":2}"), AWKWARD);

            ProviderRequest second = completions().compose(layer(endpoint, "{\"a\":2,\"b\":1}"), AWKWARD);

            assertThat(second).isEqualTo(first);
        }
    }

    @Test
    void thePromptIsPassedOnAsItIs() {
        JsonOutput written = new JsonOutput(AWKWARD.length());
        written.string(AWKWARD);

        for (Endpoint endpoint : endpoints()) {
            assertThat(composed(endpoint, "{}", AWKWARD))
                    .contains(new String(written.toBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void theModelIsTheLayersOne() {
        for (Endpoint endpoint : endpoints()) {
            ProviderRequest request = completions().compose(layer(endpoint, "{}"), "Hi.");

            assertThat(request.target() + request.body().text()).contains(MODEL);
        }
    }

    @Test
    void theLimitOfItsAnswersIsFoundInTheRequest() {
        for (Endpoint endpoint : endpoints()) {
            ProviderRequest unlimited = completions().compose(layer(endpoint, "{}"), "Hi.");
            ProviderRequest limited = completions().compose(layer(endpoint, limited(endpoint)), "Hi.");

            boolean always = endpoint == Endpoint.EMBEDDINGS || dialect() == Dialect.ANTHROPIC;
            assertThat(AnswerLimit.of(endpoint, unlimited).isPresent()).isEqualTo(always);
            assertThat(AnswerLimit.of(endpoint, limited)).hasValue(endpoint == Endpoint.EMBEDDINGS ? 0 : 7);
        }
    }

    private String limited(Endpoint endpoint) {
        return switch (dialect()) {
            case GEMINI -> "{\"generationConfig\":{\"maxOutputTokens\":7}}";
            case OPENAI, ANTHROPIC, GENERIC ->
                endpoint == Endpoint.RESPONSES ? "{\"max_output_tokens\":7}" : "{\"max_tokens\":7}";
        };
    }

    @Test
    void theTextsThatTheModelReadsAreFoundInTheRequest() {
        for (Endpoint endpoint : endpoints()) {
            ProviderRequest request = completions().compose(layer(endpoint, "{\"temperature\":0.3}"), AWKWARD);

            RequestTexts texts = RequestTexts.of(request.body());

            assertThat(texts.texts()).containsExactly(AWKWARD);
            assertThat(texts.framing()).isEqualTo(endpoint == Endpoint.EMBEDDINGS ? 0 : 7);
            assertThat(texts.plain()).isTrue();
        }
    }

    @Test
    void paramsArePassedOnAsTheyAre() {
        for (Endpoint endpoint : endpoints()) {
            String body = composed(endpoint, "{\"made_up\":{\"a\":[1,0.5,null],\"b\":\"x\"}}", "Hi.");

            assertThat(body).contains("\"made_up\":{\"a\":[1,0.5,null],\"b\":\"x\"}");
        }
    }

    @Test
    void whatALayerDecidesByItselfIsNoParam() {
        for (Endpoint endpoint : endpoints()) {
            assertRefused(endpoint, "{\"stream\":true}", "'stream'");
            assertRefused(endpoint, "{\"model\":\"other\"}", "'model'");
            assertRefused(endpoint, "[]", "params");
        }
    }

    @Test
    void halfACharacterIsNoPrompt() {
        for (Endpoint endpoint : endpoints()) {
            assertThatExceptionOfType(FailedCall.class)
                    .isThrownBy(() -> completions().compose(layer(endpoint, "{}"), "bird \uD83E"))
                    .withMessageContaining("surrogate");
        }
    }

    @Test
    void anEndpointThatTheDialectHasntIsRefused() {
        for (Endpoint endpoint : EnumSet.complementOf(EnumSet.copyOf(endpoints()))) {
            assertRefused(endpoint, "{}", endpoint.id());
            assertThat(completions().read(endpoint, OK, Bytes.utf8("{}"))).isInstanceOf(Reply.Unreadable.class);
        }
    }

    @Test
    void answersAreRead() {
        assertThat(samples().stream().map(Sample::endpoint)).containsAll(endpoints());
        for (Sample sample : samples()) {
            assertThat(completions().read(sample.endpoint(), sample.status(), Bytes.utf8(sample.body())))
                    .as(sample.body())
                    .isEqualTo(sample.reply());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403, 404, 413, 415, 422})
    void aRequestThatWasRefusedWillAlwaysBe(int status) {
        assertThat(failures(status)).allMatch(Reply.Failed::permanent);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 425, 429, 500, 502, 503, 504, 529})
    void whatMayPassIsNotPermanent(int status) {
        assertThat(failures(status)).noneMatch(Reply.Failed::permanent);
    }

    private List<Reply.Failed> failures(int status) {
        List<Reply> replies = endpoints().stream()
                .flatMap(endpoint -> Stream.of(
                                "", "{}", "<html>Bad gateway</html>", "{\"error\":{\"message\":\"No.\"}}")
                        .map(body -> completions().read(endpoint, status, Bytes.utf8(body))))
                .toList();
        assertThat(replies)
                .allSatisfy(reply -> assertThat(reply).isInstanceOfSatisfying(Reply.Failed.class, failed -> {
                    assertThat(failed.status()).isEqualTo(status);
                    assertThat(failed.code()).isNotBlank();
                    assertThat(failed.message()).isNotBlank();
                }));
        return replies.stream().map(Reply.Failed.class::cast).toList();
    }

    @Test
    void anErrorUnderAGoodStatusIsOne() {
        for (Endpoint endpoint : endpoints()) {
            Reply reply = completions().read(endpoint, OK, Bytes.utf8("{\"error\":{\"message\":\"It broke.\"}}"));

            assertThat(reply)
                    .isInstanceOfSatisfying(
                            Reply.Failed.class,
                            failed -> assertThat(failed.message()).isEqualTo("It broke."));
        }
    }

    @Test
    void aStreamIsNoWholeAnswer() {
        for (Sample sample : samples()) {
            Bytes stream = Bytes.utf8("data: " + sample.body() + "\n\n");

            assertThat(completions().read(sample.endpoint(), OK, stream)).isInstanceOf(Reply.Unreadable.class);
        }
    }

    @Test
    void moreThanOneAnswerIsUnreadable() {
        for (Sample sample : samples()) {
            Bytes twice = Bytes.utf8(sample.body() + sample.body());

            assertThat(completions().read(sample.endpoint(), OK, twice)).isInstanceOf(Reply.Unreadable.class);
        }
    }

    @ParameterizedTest
    @MethodSource("hostileBodies")
    void hostileBodiesAreUnreadable(Bytes hostile) {
        for (Endpoint endpoint : endpoints()) {
            assertThat(completions().read(endpoint, OK, hostile)).isInstanceOf(Reply.Unreadable.class);
        }
    }

    static Stream<Bytes> hostileBodies() {
        return HostileBodies.all();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void damagedAnswersNeverFailAndAreNeverAnEmptyText(long seed) {
        Random random = new Random(seed);

        for (int damage = 0; damage < DAMAGES; damage++) {
            for (Sample sample : samples()) {
                Bytes damaged = HostileBodies.damaged(Bytes.utf8(sample.body()), random);
                Reply reply = completions().read(sample.endpoint(), sample.status(), damaged);
                assertThat(isEmptyHanded(reply)).as(damaged.text()).isFalse();
            }
        }
    }

    /** Whether it calls itself an answer, and has nothing to say. */
    private static boolean isEmptyHanded(Reply reply) {
        return switch (reply) {
            case Reply.Text text -> text.text().isBlank();
            case Reply.ToolCalls calls -> calls.toolCalls().isEmpty();
            case Reply.Vectors vectors -> !vectors.vectors().startsWith("[{");
            case Reply.Refusal refusal -> refusal.message().isBlank();
            case Reply.Filtered filtered -> filtered.message().isBlank();
            case Reply.Truncated truncated -> truncated.message().isBlank();
            case Reply.Empty empty -> empty.message().isBlank();
            case Reply.Failed failed ->
                failed.code().isBlank() || failed.message().isBlank();
            case Reply.Unreadable unreadable -> unreadable.message().isBlank();
        };
    }
}
