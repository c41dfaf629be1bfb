package dev.tapedeck.provider.wire;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
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
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A provider on the wire, in any dialect. Blocks the calling thread, which should be a virtual one. A call's deadline is
 * hard: it ends the wait for a connection, for the answer, and for the end of its body; of an event stream only until its
 * first chunk is there, since from then on a client is reading.
 */
public final class HttpProvider implements Provider {
    private static final int PIECE = 256 * 1024;

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
    public Answer exchange(Call asked) {
        long startedNanos = time.nanos();
        Call call = signed(asked);
        WireFailures failures = new WireFailures(call.request().provider(), target);
        HttpClientRequest connected = connect(call, failures);
        return send(connected, call, startedNanos, failures);
    }

    private Call signed(Call call) {
        ProviderRequest request = target.key()
                .map(key -> target.credentials().signed(call.request(), key))
                .orElse(call.request());
        return call.asking(request);
    }

    private HttpClientRequest connect(Call call, WireFailures failures) {
        Future<HttpClientRequest> connecting = clients.clientFor(target).request(options(call.request()));
        boolean connected = false;
        try {
            HttpClientRequest made =
                    await(connecting, new Wait(Phase.CONNECT, target.connectTimeout()), call, failures);
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

    private Answer send(HttpClientRequest connected, Call call, long startedNanos, WireFailures failures) {
        Future<WireAnswer> answer =
                connected.response().map(response -> new WireAnswer(response, call, target, time, startedNanos));
        boolean arrived = false;
        try {
            boolean whole = sendBody(connected, call, answer, failures);
            WireAnswer arrivedAnswer = await(answer, patience(), call, failures);
            if (!whole) {
                arrivedAnswer.cameBeforeItsTime();
            }
            arrived = true;
            return arrivedAnswer;
        } finally {
            if (!arrived) {
                connected.reset();
            }
        }
    }

    private Wait patience() {
        return new Wait(Phase.RESPONSE, target.responseTimeout());
    }

    /** @return whether the body is sent whole: a provider may answer before, and take no more of it */
    private boolean sendBody(HttpClientRequest connected, Call call, Future<WireAnswer> answer, WireFailures failures) {
        if (call.upload().isPresent()) {
            return sendFile(call.upload().get(), connected, call, answer, failures);
        }
        Bytes body = call.request().body();
        if (body.isEmpty()) {
            connected.end();
        } else {
            connected.end(Buffer.buffer(Unpooled.wrappedBuffer(body.array())));
        }
        return true;
    }

    /** Piece by piece: the next one is read when the connection has taken the one before. */
    private boolean sendFile(
            Path file, HttpClientRequest connected, Call call, Future<WireAnswer> answer, WireFailures failures) {
        connected.exceptionHandler(fault -> {}); // it comes with the answer, or in its place
        try (InputStream content = Files.newInputStream(file)) {
            connected.putHeader("content-length", Long.toString(Files.size(file)));
            byte[] piece = content.readNBytes(PIECE);
            while (piece.length > 0 && !answer.isComplete()) {
                Future<Void> taken = connected.write(Buffer.buffer(Unpooled.wrappedBuffer(piece)));
                await(Future.any(taken, answer), patience(), call, failures);
                piece = content.readNBytes(PIECE);
            }
            boolean whole = piece.length == 0;
            if (whole) {
                connected.end();
            }
            return whole;
        } catch (IOException unreadable) {
            throw FailedCall.rejected(new Failure.Invalid(
                    "upload",
                    "The file that was to be sent to provider '%s' can't be read: nothing was done with what was sent of it."
                            .formatted(call.request().provider())));
        }
    }

    private <T> T await(Future<T> future, Wait ownLimit, Call call, WireFailures failures) {
        CompletableFuture<T> result = future.toCompletionStage().toCompletableFuture();
        Wait wait = ownLimit.endedBy(call.deadline(), time);
        try {
            return result.get(wait.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException tooSlow) {
            throw FailedCall.live(failures.timedOut(wait.phase()));
        } catch (ExecutionException failed) {
            throw FailedCall.live(failures.named(failed.getCause()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw FailedCall.live(failures.interrupted());
        }
    }
}
