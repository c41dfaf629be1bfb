package dev.tapedeck.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.StreamOpening.Seen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Operations} promises, and every {@link StreamOpening} that it gives. */
public abstract class OperationsContract {
    private static final Seen PRELUDE = new Seen.Prelude();
    private static final Seen CONTENT = new Seen.Content();
    private static final int DAMAGES = 2_000;

    protected abstract Operations operations();

    /** Requests for inference. */
    protected abstract List<ProviderRequest> inference();

    /** Requests that change something. */
    protected abstract List<ProviderRequest> effects();

    /** Calls of the batch API. */
    protected abstract List<ProviderRequest> batches();

    /** Requests that name a model, each with its name. */
    protected abstract Map<ProviderRequest, String> named();

    /** Events that come before any content, each with its closing empty line. */
    protected abstract List<String> prelude();

    /** Events of which each is content. */
    protected abstract List<String> content();

    /** Events that tell of an error before any content, each with the status it stands for. */
    protected abstract Map<String, Integer> deaths();

    @Test
    void inferenceIsSafe() {
        assertThat(inference()).isNotEmpty().allMatch(request -> operations().effectOf(request) == Effect.SAFE);
    }

    @Test
    void aBasePathBeforeItDoesNotMatter() {
        assertThat(inference())
                .allMatch(request ->
                        operations().effectOf(with(request, "POST", "/some/base" + request.path())) == Effect.SAFE);
        assertThat(effects())
                .allMatch(request ->
                        operations().effectOf(with(request, "POST", "/some/base" + request.path())) == Effect.EFFECT);
    }

    @Test
    void whatChangesSomethingIsAnEffect() {
        assertThat(effects()).isNotEmpty().allMatch(request -> operations().effectOf(request) == Effect.EFFECT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void readingIsSafeWhateverIsRead(String method) {
        assertThat(all())
                .allMatch(request -> operations().effectOf(with(request, method, request.path())) == Effect.SAFE);
        assertThat(operations().effectOf(request(method, "/nobody/knows", ""))).isEqualTo(Effect.SAFE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PURGE", "post"})
    void anyOtherMethodIsAnEffectEvenWhereInferenceIs(String method) {
        assertThat(all())
                .allMatch(request -> operations().effectOf(with(request, method, request.path())) == Effect.EFFECT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/nobody/knows", "/v1/batches", "/v1/files", "/v1/messages/batches", "//", "/%"})
    void whatIsNotKnownIsAnEffect(String path) {
        Effect effect = operations().effectOf(request("POST", path, "{}"));

        assertThat(effect).isEqualTo(Effect.EFFECT);
    }

    @Test
    void callsOfTheBatchApiAreToldApartBelowAnyBasePath() {
        assertThat(batches())
                .allMatch(request -> operations().isOfBatches(request))
                .allMatch(request -> operations().isOfBatches(with(request, "GET", "/some/base" + request.path())));
    }

    @Test
    void whatIsInferenceOrNotKnownIsNoCallOfTheBatchApi() {
        assertThat(inference()).noneMatch(request -> operations().isOfBatches(request));
        assertThat(Stream.of("", "/", "/nobody/knows", "//", "/%", "/v1/batchesof", "/v1/vector_stores/vs_1/files"))
                .noneMatch(path -> operations().isOfBatches(request("GET", path, "")));
    }

    @Test
    void theModelIsTheOneThatIsAskedFor() {
        named().forEach((request, model) ->
                assertThat(operations().modelOf(request)).as(request.path()).contains(model));
    }

    @ParameterizedTest
    @MethodSource("hostileBodies")
    void aBodyThatNamesNoModelNamesNone(String body) {
        Optional<String> model = operations().modelOf(request("POST", "/nobody/knows", body));

        assertThat(model).isEmpty();
    }

    static Stream<String> hostileBodies() {
        return Stream.of(
                "",
                "null",
                "[]",
                "{}",
                "{\"model\":7}",
                "{\"model\":null}",
                "{\"model\":\"\"}",
                "{\"model\":\"cut",
                "{\"a\":{\"model\":\"inner\"}}",
                "[{\"model\":\"inner\"}]",
                "\uFEFF",
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000),
                "--boundary\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nm\r\n");
    }

    @Test
    void damagedRequestsNeverFail() {
        Random random = new Random(11);
        for (int damage = 0; damage < DAMAGES; damage++) {
            ProviderRequest request = all().get(random.nextInt(all().size()));
            byte[] body = request.body().array().clone();
            if (body.length > 0) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            ProviderRequest damaged = with(request, request.path(), Bytes.wrap(body));

            assertThat(operations().effectOf(damaged)).isNotNull();
            assertThat(operations().modelOf(damaged)).isNotNull();
            operations().isOfBatches(damaged);
        }
    }

    @Test
    void whatComesBeforeAnyContentIsPrelude() {
        StreamOpening opening = operations().opening();

        assertThat(prelude()).allMatch(event -> PRELUDE.equals(opening.take(Bytes.utf8(event))));
    }

    @Test
    void contentIsSeenAfterAnyPreludeAndStays() {
        for (String event : content()) {
            StreamOpening opening = operations().opening();
            opening.take(Bytes.utf8(String.join("", prelude())));

            assertThat(opening.take(Bytes.utf8(event))).as(event).isEqualTo(CONTENT);
            assertThat(opening.take(Bytes.utf8(": more\n\n"))).isEqualTo(CONTENT);
        }
    }

    @Test
    void anErrorBeforeAnyContentHasTheStatusOfItsType() {
        deaths().forEach((event, status) -> {
            StreamOpening opening = operations().opening();
            opening.take(Bytes.utf8(String.join("", prelude())));

            assertThat(opening.take(Bytes.utf8(event))).as(event).isEqualTo(new Seen.Died(status));
            assertThat(opening.take(Bytes.utf8(content().getFirst()))).isEqualTo(new Seen.Died(status));
        });
    }

    @Test
    void anErrorAfterContentIsContent() {
        assertThat(deaths().keySet())
                .allMatch(event -> CONTENT.equals(
                        operations().opening().take(Bytes.utf8(content().getFirst() + event))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void howAStreamIsCutAndItsLinesEndDoesNotMatter(String lineEnd) {
        List<String> ends = new ArrayList<>(deaths().keySet());
        ends.addAll(content());
        for (String end : ends) {
            byte[] stream =
                    (String.join("", prelude()) + end).replace("\n", lineEnd).getBytes(UTF_8);
            Seen atOnce = operations().opening().take(Bytes.wrap(stream));

            StreamOpening opening = operations().opening();
            Seen byteByByte = PRELUDE;
            for (byte next : stream) {
                byteByByte = opening.take(Bytes.wrap(new byte[] {next}));
            }

            assertThat(byteByByte).as(end).isEqualTo(atOnce).isNotEqualTo(PRELUDE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {": processing\n\n", "\n\n\n", "retry: 3000\n\n", "id: 7\n\n", "data:\n\n", "event: x\n\n"})
    void whatCarriesNothingIsPrelude(String event) {
        Seen seen = operations().opening().take(Bytes.utf8(event.repeat(1_000)));

        assertThat(seen).isEqualTo(PRELUDE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"event: ping\ndata: {\"type\":\"ping\"}\n\n", "event: keepalive\ndata: 1\n\n"})
    void signsOfLifeArePrelude(String event) {
        Seen seen = operations().opening().take(Bytes.utf8(event));

        assertThat(seen).isEqualTo(PRELUDE);
    }

    @ParameterizedTest
    @MethodSource("unknownPieces")
    void whatIsNotKnownIsContent(String piece) {
        Seen seen = operations().opening().take(Bytes.utf8(piece));

        assertThat(seen).isEqualTo(CONTENT);
    }

    static Stream<String> unknownPieces() {
        return Stream.of(
                "{\"error\":",
                "[",
                "<html>",
                "\uFEFF: comment\n",
                "datum: {}\n\n",
                "data: [DONE]\n\n",
                "data: {\"cut\n\n",
                "data: {} {}\n\n",
                "data: 7\n\n",
                "data: {}\n\n",
                "data: " + "[".repeat(10_000) + "\n\n",
                "event: news\ndata: {\"type\":\"news\"}\n\n",
                ": " + "x".repeat(70_000),
                "data: " + "x".repeat(70_000),
                "data: 1\n".repeat(40_000));
    }

    @Test
    void damagedStreamsNeverFail() {
        Random random = new Random(12);
        List<String> events = new ArrayList<>(prelude());
        events.addAll(content());
        events.addAll(deaths().keySet());
        for (int damage = 0; damage < DAMAGES; damage++) {
            byte[] event = Bytes.utf8(events.get(random.nextInt(events.size())))
                    .array()
                    .clone();
            event[random.nextInt(event.length)] = (byte) random.nextInt(256);
            byte[] cut = Arrays.copyOf(event, random.nextInt(event.length) + 1);

            assertThat(operations().opening().take(Bytes.wrap(cut))).isNotNull();
            assertThat(operations().opening().take(Bytes.wrap(event))).isNotNull();
        }
    }

    private List<ProviderRequest> all() {
        return Stream.concat(inference().stream(), effects().stream()).toList();
    }

    private static ProviderRequest with(ProviderRequest request, String path, Bytes body) {
        return new ProviderRequest(
                request.provider(),
                request.dialect(),
                request.method(),
                path,
                request.query(),
                request.headers(),
                body);
    }

    private static ProviderRequest with(ProviderRequest request, String method, String path) {
        return new ProviderRequest(
                request.provider(),
                request.dialect(),
                method,
                path,
                request.query(),
                request.headers(),
                request.body());
    }

    /** A POST of this JSON. */
    protected static ProviderRequest post(String path, String json) {
        return request("POST", path, json);
    }

    /** An event of this data, without a name. */
    protected static String data(String json) {
        return "data: " + json + "\n\n";
    }

    private static ProviderRequest request(String method, String path, String body) {
        return new ProviderRequest(
                new ProviderName("sample"),
                Dialect.GENERIC,
                method,
                path,
                Optional.empty(),
                Headers.of("content-type", "application/json"),
                Bytes.utf8(body));
    }
}
