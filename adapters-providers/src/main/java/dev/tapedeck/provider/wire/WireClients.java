package dev.tapedeck.provider.wire;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * The pooled HTTP clients that all providers share: one for plain HTTP/1.1, one for TLS with HTTP/2 where the server
 * offers it. Each is made when it is first needed. Redirects are never followed. Thread-safe.
 */
public final class WireClients implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 1_024;
    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final int MAX_HEADER_BYTES = 64 * 1024;

    private final Vertx vertx;
    private @Nullable HttpClient plain;
    private @Nullable HttpClient secure;

    public WireClients(Vertx vertx) {
        this.vertx = vertx;
    }

    synchronized HttpClient clientFor(Target target) {
        if (target.tls()) {
            secure = secure != null ? secure : vertx.createHttpClient(secureOptions());
            return secure;
        }
        plain = plain != null ? plain : vertx.createHttpClient(options());
        return plain;
    }

    private static HttpClientOptions secureOptions() {
        return options().setSsl(true).setUseAlpn(true).setProtocolVersion(HttpVersion.HTTP_2);
    }

    /** Decompression stands by for providers that compress although they are asked for identity. */
    private static HttpClientOptions options() {
        return new HttpClientOptions()
                .setMaxPoolSize(MAX_CONNECTIONS)
                .setHttp2MaxPoolSize(MAX_CONNECTIONS)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setHttp2KeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxInitialLineLength(MAX_HEADER_BYTES)
                .setDecompressionSupported(true);
    }

    @Override
    public synchronized void close() {
        if (plain != null) {
            plain.close();
        }
        if (secure != null) {
            secure.close();
        }
    }
}
