package dev.tapedeck.provider.wire;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure.TimedOut.Phase;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Time;
import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A provider on the wire, in any dialect. Blocks the calling thread, which should be a virtual one. */
public final class HttpProvider implements Provider {
    /** Set by the client of this hop itself. */
    private static final Set<String> OWN_HEADERS = Set.of("host", "content-length", "accept-encoding", "expect");

    private final Target target;
    private final WireClients clients;
    private final Time time;

    public HttpProvider(Target target, WireClients clients, Time time) {
        this.target = target;
        this.clients = clients;
        this.time = time;
    }

    @Override
    public Answer exchange(Call call) {
        ProviderRequest request = target.key()
                .map(key -> target.credentials().signed(call.request(), key))
                .orElse(call.request());
        WireFailures failures = new WireFailures(request.provider(), target);
        long startedNanos = time.nanos();
        HttpClientRequest connected = connect(request, failures);
        return send(connected, request, startedNanos, failures);
    }

    private HttpClientRequest connect(ProviderRequest request, WireFailures failures) {
        Future<HttpClientRequest> connecting = clients.clientFor(target).request(options(request));
        boolean connected = false;
        try {
            HttpClientRequest made = await(connecting, Phase.CONNECT, failures);
            connected = true;
            return made;
        } finally {
            if (!connected) {
                connecting.onSuccess(HttpClientRequest::reset); // too late: nobody would use it
            }
        }
    }

    private RequestOptions options(ProviderRequest request) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(request.method()))
                .setSsl(target.tls())
                .setHost(target.host())
                .setPort(target.port())
                .setURI(target.requestTarget(request.target()))
                .setConnectTimeout(target.connectTimeout().toMillis());
        for (Headers.Field field : request.headers().fields()) {
            if (goesUpstream(field.name().toLowerCase(Locale.ROOT))) {
                options.addHeader(field.name(), field.value());
            }
        }
        return options.addHeader("accept-encoding", "identity");
    }

    private static boolean goesUpstream(String name) {
        return !OWN_HEADERS.contains(name) && !name.startsWith("tapedeck-");
    }

    private Answer send(
            HttpClientRequest connected, ProviderRequest request, long startedNanos, WireFailures failures) {
        Future<WireAnswer> answer = connected
                .response()
                .map(response -> new WireAnswer(response, target.idleTimeout(), failures, time, startedNanos));
        boolean arrived = false;
        try {
            sendBody(connected, request);
            WireAnswer arrivedAnswer = await(answer, Phase.RESPONSE, failures);
            arrived = true;
            return arrivedAnswer;
        } finally {
            if (!arrived) {
                connected.reset();
            }
        }
    }

    private static void sendBody(HttpClientRequest connected, ProviderRequest request) {
        if (request.body().isEmpty()) {
            connected.end();
        } else {
            connected.end(Buffer.buffer(Unpooled.wrappedBuffer(request.body().array())));
        }
    }

    private <T> T await(Future<T> future, Phase phase, WireFailures failures) {
        CompletableFuture<T> result = future.toCompletionStage().toCompletableFuture();
        Duration limit = phase == Phase.CONNECT ? target.connectTimeout() : target.responseTimeout();
        try {
            return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooSlow) {
            throw FailedCall.live(failures.timedOut(phase, limit));
        } catch (ExecutionException failed) {
            throw FailedCall.live(failures.named(failed.getCause(), limit));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw FailedCall.live(failures.interrupted());
        }
    }
}
