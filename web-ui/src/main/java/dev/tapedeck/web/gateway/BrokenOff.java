package dev.tapedeck.web.gateway;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/** Breaks answers off where they stand. */
public final class BrokenOff {
    private BrokenOff() {}

    /**
     * After all that was written has left, so that the client sees the answer cut. By any thread.
     *
     * @return when it is done
     */
    public static Future<Void> answer(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (response.closed()) {
            return Future.succeededFuture();
        }
        if (request.version() == HttpVersion.HTTP_2) {
            response.reset();
            return Future.succeededFuture();
        }
        return response.write(Buffer.buffer())
                .transform(written -> request.connection().close());
    }
}
