package dev.tapedeck.provider.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;

/** A provider on the loopback interface, whose paths say how it behaves. */
final class Upstream implements AutoCloseable {
    private static final long LATER_MILLIS = 300;
    private static final long TRICKLE_MILLIS = 20;

    private final Vertx vertx;
    private final HttpServer server;
    /** Completed when a client leaves in the middle of an answer. */
    final CompletableFuture<Void> clientLeft = new CompletableFuture<>();

    final List<HttpServerRequest> received = new CopyOnWriteArrayList<>();

    Upstream(Vertx vertx) {
        this.vertx = vertx;
        server = vertx.createHttpServer()
                .requestHandler(request -> {
                    received.add(request);
                    switch (request.path()) {
                        case "/base/refuse" -> refuse(request.pause());
                        case "/base/hold" -> request.pause();
                        default -> request.body().onSuccess(body -> answer(request, body));
                    }
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:%d/base".formatted(server.actualPort()));
    }

    private void answer(HttpServerRequest request, Buffer body) {
        HttpServerResponse response = request.response().putHeader("content-type", "application/json");
        response.closeHandler(closed -> clientLeft.complete(null));
        switch (request.path()) {
            case "/base/echo" -> response.putHeader("x-request-id", "r1").end("{\"body\":\"%s\"}".formatted(body));
            case "/base/weigh" ->
                response.end("%d bytes, %d".formatted(body.length(), Arrays.hashCode(body.getBytes())));
            case "/base/busy" -> response.setStatusCode(429).end("{\"error\":\"slow down\"}");
            case "/base/moved" ->
                response.setStatusCode(302)
                        .putHeader("location", baseUrl() + "/echo")
                        .end();
            case "/base/stream" -> stream(response.setChunked(true), 5, response::end);
            case "/base/cut" ->
                stream(response.setChunked(true), 2, () -> request.connection().close());
            case "/base/short" ->
                response.putHeader("content-length", "100")
                        .write("{")
                        .onComplete(sent -> request.connection().close());
            case "/base/stall" -> stream(response.setChunked(true), 1, () -> {});
            case "/base/slow" ->
                stream(
                        response.setChunked(true).putHeader("content-type", "text/event-stream"),
                        1,
                        () -> later(() -> stream(response, 1, response::end)));
            case "/base/trickle" -> trickle(response.setChunked(true));
            case "/base/gzip" -> response.putHeader("content-encoding", "gzip").end(gzip("{\"packed\":true}"));
            case "/base/silence" -> {
                // never answers
            }
            case "/base/flood" -> flood(response.setChunked(true));
            default -> response.setStatusCode(404).end();
        }
    }

    /** Answers without having read the body; reads on a while later, so that it sees whether somebody is still there. */
    private void refuse(HttpServerRequest request) {
        request.connection().closeHandler(closed -> clientLeft.complete(null));
        request.response().setStatusCode(413).end("{\"error\":\"too much\"}");
        later(request::resume);
    }

    /** Each chunk leaves when the one before has left, so that they stay apart. */
    private static void stream(HttpServerResponse response, int chunks, Runnable end) {
        if (chunks == 0) {
            end.run();
        } else {
            response.write("data: %d\n\n".formatted(chunks)).onComplete(sent -> stream(response, chunks - 1, end));
        }
    }

    private void later(Runnable deed) {
        vertx.setTimer(LATER_MILLIS, timer -> deed.run());
    }

    /** A byte now and then, for ever. */
    private void trickle(HttpServerResponse response) {
        if (!response.closed()) {
            response.write(" ");
            vertx.setTimer(TRICKLE_MILLIS, timer -> trickle(response));
        }
    }

    /** Writes for as long as somebody reads. */
    private void flood(HttpServerResponse response) {
        Buffer piece = Buffer.buffer(new byte[64 * 1024]);
        while (!response.writeQueueFull() && !response.closed()) {
            flooded += piece.length();
            response.write(piece);
        }
        response.drainHandler(drained -> flood(response));
    }

    volatile long flooded;

    private static Buffer gzip(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream packer = new GZIPOutputStream(packed)) {
            packer.write(text.getBytes(UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Buffer.buffer(packed.toByteArray());
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
