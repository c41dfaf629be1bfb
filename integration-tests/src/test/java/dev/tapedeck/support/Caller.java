package dev.tapedeck.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tapedeck.exchange.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls one Tapedeck over HTTP/1.1, as any program would: its REST API and its door. Thread-safe. */
public final class Caller implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String baseUrl;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    public Caller(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    public static Caller of(TapedeckProcess process) {
        return new Caller(process.baseUrl());
    }

    /** A request to a path of this Tapedeck, or to a whole address. */
    public HttpRequest.Builder to(String path) {
        URI address = URI.create(path.startsWith("http") ? path : baseUrl + path);
        return HttpRequest.newBuilder(address).timeout(PATIENCE);
    }

    public Answered get(String path) {
        return send(to(path));
    }

    public Answered delete(String path) {
        return send(to(path).DELETE());
    }

    /** Posts JSON. */
    public Answered post(String path, String json, String... headers) {
        HttpRequest.Builder request = to(path).header("content-type", "application/json")
                .POST(BodyPublishers.ofByteArray(json.getBytes(UTF_8)));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public Answered send(HttpRequest.Builder request) {
        HttpResponse<byte[]> response = send(request, BodyHandlers.ofByteArray());
        return new Answered(response.statusCode(), response.headers(), Bytes.wrap(response.body()));
    }

    /** Sends a request and hands out its body as it comes. */
    public HttpResponse<InputStream> stream(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofInputStream());
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> handler) {
        try {
            return client.send(request.build(), handler);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Opens a session on a cassette. */
    public SessionUnderTest open(String cassette, String mode) {
        return open("{\"cassette\":\"%s\",\"mode\":\"%s\"}".formatted(cassette, mode));
    }

    /** Opens a session as the JSON says. */
    public SessionUnderTest open(String json) {
        Answered opened = post("/api/v1/sessions", json);
        if (opened.status() != 201) {
            throw new IllegalStateException("No session for %s: %s".formatted(json, opened));
        }
        return new SessionUnderTest(this, baseUrl, opened.json().path("id").asText());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
