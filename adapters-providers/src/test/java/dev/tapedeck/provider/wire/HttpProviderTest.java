package dev.tapedeck.provider.wire;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Deadline;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.exchange.ProviderContract;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Secret;
import dev.tapedeck.exchange.Terms;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.exchange.VirtualTime;
import dev.tapedeck.provider.openai.OpenAiCredentials;
import dev.tapedeck.provider.resilience.SystemTime;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpProviderTest extends ProviderContract {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Time TIME = new SystemTime();

    @SuppressWarnings("NullAway.Init")
    private static Vertx vertx;

    @SuppressWarnings("NullAway.Init")
    private static WireClients clients;

    @SuppressWarnings("NullAway.Init")
    private Upstream upstream;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        clients = new WireClients(vertx);
    }

    @AfterAll
    static void stop() {
        clients.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void listen() {
        upstream = new Upstream(vertx);
    }

    @AfterEach
    void hangUp() {
        upstream.close();
    }

    @Override
    protected Provider provider() {
        return provider(upstream.baseUrl(), PATIENCE, PATIENCE);
    }

    private static Provider provider(URI baseUrl, Duration response, Duration idle) {
        return new HttpProvider(target(baseUrl, response, idle), clients, TIME);
    }

    private static Target target(URI baseUrl, Duration response, Duration idle) {
        return new Target(
                Optional.of("tapedeck.providers.openai"),
                baseUrl,
                Optional.of(new Secret("sk-configured")),
                new OpenAiCredentials(),
                PATIENCE,
                response,
                idle);
    }

    private static Call call(String path) {
        return call(path, Headers.of("content-type", "application/json"));
    }

    private static Call call(String path, Headers headers) {
        ProviderRequest request = new ProviderRequest(
                new ProviderName("openai"),
                Dialect.OPENAI,
                "POST",
                path,
                Optional.of("a=1&b=%20"),
                headers,
                Bytes.utf8("hi"));
        return new Call(request, Lane.MAIN, Terms.of(Effect.EFFECT));
    }

    @Override
    protected Provider provider(VirtualTime time) {
        return new HttpProvider(target(upstream.baseUrl(), PATIENCE, PATIENCE), clients, time);
    }

    @Override
    protected Time time() {
        return TIME;
    }

    @Override
    protected Call answered() {
        return call("/echo");
    }

    @Override
    protected Call refused() {
        return call("/busy");
    }

    @Override
    protected Call streamed() {
        return call("/stream");
    }

    @Override
    protected Call broken() {
        return call("/cut");
    }

    @Override
    protected Call stalled() {
        return call("/stall");
    }

    @Override
    protected Call slowStream() {
        return call("/slow");
    }

    @Test
    void theRequestArrivesAsItWasSentBelowTheBaseUrl() {
        bodyOf(provider(), call("/echo", Headers.of("content-type", "application/json", "X-Mine", "1", "x-mine", "2")));

        HttpServerRequest received = upstream.received.getFirst();
        assertThat(received.uri()).isEqualTo("/base/echo?a=1&b=%20");
        assertThat(received.headers().getAll("x-mine")).containsExactly("1", "2");
        assertThat(received.getHeader("accept-encoding")).isEqualTo("identity");
        assertThat(received.getHeader("content-length")).isEqualTo("2");
    }

    @Test
    void theConfiguredKeyGoesInPlaceOfTheClients() {
        bodyOf(provider(), call("/echo", Headers.of("Authorization", "Bearer sk-client", "x-api-key", "sk-client")));

        HttpServerRequest received = upstream.received.getFirst();
        assertThat(received.headers().getAll("authorization")).containsExactly("Bearer sk-configured");
        assertThat(received.getHeader("x-api-key")).isNull();
    }

    @Test
    void tapedecksOwnHeadersNeverLeave() {
        bodyOf(provider(), call("/echo", Headers.of("Tapedeck-Simulate", "status=429", "tapedeck-lane", "x")));

        assertThat(upstream.received.getFirst().headers().names())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("tapedeck"));
    }

    @Test
    void whatComesCompressedIsDecoded() {
        try (Answer answer = provider().exchange(call("/gzip"))) {
            assertThat(body(answer).text()).isEqualTo("{\"packed\":true}");
            assertThat(answer.headers().first("content-encoding")).isEmpty();
        }
    }

    @Test
    void aRedirectIsPassedOnAndNotFollowed() {
        try (Answer answer = provider().exchange(call("/moved"))) {
            assertThat(answer.status()).isEqualTo(302);
            assertThat(answer.headers().first("location")).isPresent();
        }
        assertThat(upstream.received).hasSize(1);
    }

    @Test
    void anAnswerShorterThanItDeclaredIsCutAndNotComplete() {
        try (Answer answer = provider().exchange(call("/short"))) {
            FailedCall failed = catchThrowableOfType(FailedCall.class, () -> chunks(answer));

            assertThat(failed.failure()).isInstanceOf(Failure.Reset.class);
        }
    }

    @Test
    void noAnswerInTimeIsATimeOut() {
        Provider hasty = provider(upstream.baseUrl(), Duration.ofMillis(200), PATIENCE);

        FailedCall failed = catchThrowableOfType(FailedCall.class, () -> hasty.exchange(call("/silence")));

        assertThat(failed.failure())
                .isInstanceOfSatisfying(
                        Failure.TimedOut.class,
                        timeout -> assertThat(timeout.phase()).isEqualTo(Failure.TimedOut.Phase.RESPONSE));
        assertThat(failed).hasMessageContaining("tapedeck.providers.openai.response-timeout");
    }

    @Test
    void aStreamThatFallsSilentIsATimeOutAndBrokenOff() throws Exception {
        Provider hasty = provider(upstream.baseUrl(), PATIENCE, Duration.ofMillis(200));

        try (Answer answer = hasty.exchange(call("/stall"))) {
            FailedCall failed = catchThrowableOfType(FailedCall.class, () -> chunks(answer));

            assertThat(failed.failure())
                    .isInstanceOfSatisfying(
                            Failure.TimedOut.class,
                            timeout -> assertThat(timeout.phase()).isEqualTo(Failure.TimedOut.Phase.IDLE));
        }
        assertThat(upstream.clientLeft.get(10, SECONDS)).isNull();
    }

    @Test
    void theDeadlineEndsTheWaitForAnAnswer() {
        Call call = call("/silence").attempt(Deadline.in(SOON, TIME));

        FailedCall failed =
                catchThrowableOfType(FailedCall.class, () -> provider().exchange(call));

        assertThat(failed.failure()).isInstanceOfSatisfying(Failure.TimedOut.class, HttpProviderTest::isTotal);
        assertThat(failed).hasMessageContaining("retry.total-timeout of the policy of service provider.openai");
    }

    @Test
    void aLimitOfTheProviderThatComesBeforeTheDeadlineIsTheOneThatIsNamed() {
        Provider hasty = provider(upstream.baseUrl(), SOON, PATIENCE);
        Call call = call("/silence").attempt(Deadline.in(PATIENCE, TIME));

        FailedCall failed = catchThrowableOfType(FailedCall.class, () -> hasty.exchange(call));

        assertThat(failed).hasMessageContaining("tapedeck.providers.openai.response-timeout");
    }

    @Test
    void theDeadlineEndsABodyThatNeverFallsSilentAndNeverEnds() throws Exception {
        VirtualTime time = new VirtualTime();
        Call call = call("/trickle").attempt(Deadline.in(PATIENCE, time));
        try (Answer answer = provider(time).exchange(call)) {
            answer.next();
            time.advance(PATIENCE);

            FailedCall failed = catchThrowableOfType(FailedCall.class, () -> chunks(answer));

            assertThat(failed.failure()).isInstanceOfSatisfying(Failure.TimedOut.class, HttpProviderTest::isTotal);
        }
        assertThat(upstream.clientLeft.get(10, SECONDS)).isNull();
    }

    @Test
    void whatHasArrivedBeforeTheDeadlineIsReadAfterIt() {
        VirtualTime time = new VirtualTime();
        Call call = call("/echo").attempt(Deadline.in(PATIENCE, time));
        try (Answer answer = provider(time).exchange(call)) {
            assertThat(answer.arrives(PATIENCE)).isTrue();
            time.advance(PATIENCE.multipliedBy(2));

            String first = answer.next().orElseThrow().bytes().text();

            assertThat(first).startsWith("{\"body\"");
        }
    }

    @Test
    void anInterruptedReaderLetsTheProviderGo() throws Exception {
        try (Answer answer = provider().exchange(call("/stall"))) {
            Thread.currentThread().interrupt();

            FailedCall failed = catchThrowableOfType(FailedCall.class, answer::next);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(failed.failure()).isInstanceOf(Failure.Reset.class);
        }
        assertThat(upstream.clientLeft.get(10, SECONDS)).isNull();
    }

    @Test
    void whoWaitsInPartsIsNotMorePatient() {
        Provider hasty = provider(upstream.baseUrl(), PATIENCE, Duration.ofSeconds(1));

        try (Answer answer = hasty.exchange(call("/stall"))) {
            answer.next();
            int parts = 0;
            while (!answer.arrives(Duration.ofMillis(100))) {
                assertThat(++parts).isLessThan(50);
            }

            FailedCall failed = catchThrowableOfType(FailedCall.class, answer::next);

            assertThat(failed).hasMessageContaining("tapedeck.providers.openai.idle-timeout");
        }
    }

    @Test
    void aFileIsSentAsTheBodyFromItsFirstByteToItsLast(@TempDir Path folder) throws Exception {
        byte[] content = new byte[3_000_001];
        new Random(7).nextBytes(content);
        Path file = Files.write(folder.resolve("big"), content);

        try (Answer answer = provider().exchange(upload("/weigh", file))) {
            assertThat(body(answer).text()).isEqualTo("3000001 bytes, " + Arrays.hashCode(content));
        }
        assertThat(upstream.received.getFirst().getHeader("content-length")).isEqualTo("3000001");
        assertThat(upstream.received.getFirst().getHeader("authorization")).isEqualTo("Bearer sk-configured");
    }

    @Test
    void anEmptyFileIsAnEmptyBody(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("empty"));

        try (Answer answer = provider().exchange(upload("/weigh", file))) {
            assertThat(body(answer).text()).startsWith("0 bytes");
        }
    }

    @Test
    void anAnswerThatComesBeforeAllOfTheFileIsPassedOnAndNoMoreIsSent(@TempDir Path folder) throws Exception {
        try (Answer answer = provider().exchange(upload("/refuse", large(folder)))) {
            assertThat(answer.status()).isEqualTo(413);
            assertThat(body(answer).text()).isEqualTo("{\"error\":\"too much\"}");
        }
        assertThat(upstream.clientLeft.get(10, SECONDS)).isNull();
        bodyOf(provider(), call("/echo"));
    }

    @Test
    void theDeadlineEndsTheSendingOfAFileThatNobodyTakes(@TempDir Path folder) throws Exception {
        Call call = upload("/hold", large(folder)).attempt(Deadline.in(SOON, TIME));

        FailedCall failed =
                catchThrowableOfType(FailedCall.class, () -> provider().exchange(call));

        assertThat(failed.failure()).isInstanceOfSatisfying(Failure.TimedOut.class, HttpProviderTest::isTotal);
    }

    @Test
    void aProviderThatTakesNothingMoreOfAFileIsTooSlow(@TempDir Path folder) throws Exception {
        Provider hasty = provider(upstream.baseUrl(), SOON, PATIENCE);
        Call call = upload("/hold", large(folder));

        FailedCall failed = catchThrowableOfType(FailedCall.class, () -> hasty.exchange(call));

        assertThat(failed).hasMessageContaining("tapedeck.providers.openai.response-timeout");
    }

    @Test
    void anInterruptEndsTheSendingOfAFile(@TempDir Path folder) throws Exception {
        Call call = upload("/hold", large(folder));
        Thread.currentThread().interrupt();

        FailedCall failed =
                catchThrowableOfType(FailedCall.class, () -> provider().exchange(call));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failed.failure()).isInstanceOf(Failure.Reset.class);
    }

    @Test
    void aFileThatIsNotThereIsNoFaultOfTheProvider(@TempDir Path folder) {
        Call call = upload("/weigh", folder.resolve("nowhere"));

        FailedCall failed =
                catchThrowableOfType(FailedCall.class, () -> provider().exchange(call));

        assertThat(failed.failure()).isInstanceOf(Failure.Invalid.class);
        assertThat(upstream.received).isEmpty();
    }

    private static Call upload(String path, Path file) {
        ProviderRequest request = new ProviderRequest(
                new ProviderName("openai"),
                Dialect.OPENAI,
                "POST",
                path,
                Optional.empty(),
                Headers.of("content-type", "application/octet-stream"),
                Bytes.EMPTY);
        return Call.uploading(file, request, Lane.MAIN);
    }

    /** More than the connection itself can hold. */
    private static Path large(Path folder) throws IOException {
        Path file = folder.resolve("large");
        try (RandomAccessFile made = new RandomAccessFile(file.toFile(), "rw")) {
            made.setLength(64L * 1024 * 1024);
        }
        return file;
    }

    private static void isTotal(Failure.TimedOut timedOut) {
        assertThat(timedOut.phase()).isEqualTo(Failure.TimedOut.Phase.TOTAL);
    }

    @Test
    void aPortThatNobodyListensAtIsUnreachable() throws IOException {
        try (Socket taken = new Socket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)); // and doesn't listen
            URI baseUrl = URI.create("http://127.0.0.1:" + taken.getLocalPort());

            FailedCall failed = catchThrowableOfType(
                    FailedCall.class,
                    () -> provider(baseUrl, PATIENCE, PATIENCE).exchange(answered()));

            assertThat(failed.failure()).isInstanceOf(Failure.Unreachable.class);
            assertThat(failed).hasMessageContaining("tapedeck.providers.openai.base-url");
        }
    }

    @Test
    void cancellingReachesTheProvider() throws Exception {
        try (Answer answer = provider().exchange(call("/stall"))) {
            answer.next();

            answer.cancel();

            assertThat(upstream.clientLeft.get(10, SECONDS)).isNull();
        }
    }

    @Test
    void aReaderThatDoesNotReadSlowsTheProviderDown() throws Exception {
        try (Answer answer = provider().exchange(call("/flood"))) {
            answer.next();

            long settled = settled();

            assertThat(settled).isLessThan(32 * 1024 * 1024L);
        }
        assertThat(upstream.clientLeft.get(10, SECONDS)).isNull();
    }

    /** What the provider got rid of, once it gets rid of no more. */
    private long settled() {
        SystemTime time = new SystemTime();
        long before;
        do {
            before = upstream.flooded;
            time.pause(Duration.ofMillis(300));
        } while (upstream.flooded != before);
        return before;
    }
}
