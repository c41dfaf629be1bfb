package dev.tapedeck.benchmarks;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The references: a bare Vert.x server that hashes the body, looks it up and answers, and a bare Vert.x proxy before
 * another server. Started as a process with a port, and for the proxy the port of what stands behind.
 */
public final class BareServer {
    private BareServer() {}

    public static void main(String[] arguments) {
        Vertx vertx = Vertx.vertx();
        int port = Integer.parseInt(arguments[0]);
        DeploymentOptions oneForEachCore =
                new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
        if (arguments.length > 1) {
            int behind = Integer.parseInt(arguments[1]);
            vertx.deployVerticle(() -> new Proxy(port, behind), oneForEachCore);
        } else {
            vertx.deployVerticle(() -> new Answering(port), oneForEachCore);
        }
    }

    /** SHA-256 of the body, a look-up, an answer from memory. */
    private static final class Answering extends AbstractVerticle {
        private static final Map<String, Buffer> ANSWERS = new ConcurrentHashMap<>();

        private final int port;

        Answering(int port) {
            this.port = port;
        }

        @Override
        public void start() {
            vertx.createHttpServer()
                    .requestHandler(request -> request.bodyHandler(body -> answer(request, body)))
                    .listen(port, "127.0.0.1");
        }

        private static void answer(HttpServerRequest request, Buffer body) {
            Buffer answer = ANSWERS.computeIfAbsent(digest(body), key -> Buffer.buffer(Payload.answer()));
            request.response().putHeader("content-type", "application/json").end(answer);
        }

        private static String digest(Buffer body) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(body.getBytes());
                return Base64.getEncoder().encodeToString(digest);
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /** Every request to the server behind, every answer back, both piped. */
    private static final class Proxy extends AbstractVerticle {
        private final int port;
        private final int behind;

        Proxy(int port, int behind) {
            this.port = port;
            this.behind = behind;
        }

        @Override
        public void start() {
            HttpClient client = vertx.createHttpClient(
                    new HttpClientOptions().setDefaultPort(behind).setMaxPoolSize(64));
            vertx.createHttpServer()
                    .requestHandler(request -> pass(client, request))
                    .listen(port, "127.0.0.1");
        }

        private static void pass(HttpClient client, HttpServerRequest request) {
            request.pause();
            client.request(HttpMethod.POST, request.uri())
                    .onSuccess(onward -> pass(request, onward))
                    .onFailure(failure -> request.response().setStatusCode(502).end());
        }

        private static void pass(HttpServerRequest request, HttpClientRequest onward) {
            onward.headers().setAll(request.headers());
            onward.send(request)
                    .onSuccess(answer -> {
                        HttpServerResponse response = request.response();
                        response.headers().setAll(answer.headers());
                        answer.pipeTo(response);
                    })
                    .onFailure(failure -> request.response().setStatusCode(502).end());
        }
    }
}
