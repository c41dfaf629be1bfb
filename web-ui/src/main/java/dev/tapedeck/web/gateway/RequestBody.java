package dev.tapedeck.web.gateway;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Failure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Collects a request's body, up to a limit. Lives on the request's event loop. */
final class RequestBody {
    /** How many times the limit is read on and thrown away, so that the client gets to read the refusal. */
    private static final int PATIENCE = 8;

    private final HttpServerRequest request;
    private final long limit;
    private final Consumer<Bytes> onBody;
    private final Consumer<Failure> onRefusal;
    private final List<Bytes> pieces = new ArrayList<>(1);
    private long received;
    private boolean refused;

    private RequestBody(HttpServerRequest request, long limit, Consumer<Bytes> onBody, Consumer<Failure> onRefusal) {
        this.request = request;
        this.limit = limit;
        this.onBody = onBody;
        this.onRefusal = onRefusal;
    }

    /** Reads on; exactly one of the two is called, unless the client leaves before. */
    static void read(HttpServerRequest request, long limit, Consumer<Bytes> onBody, Consumer<Failure> onRefusal) {
        RequestBody body = new RequestBody(request, limit, onBody, onRefusal);
        request.handler(body::add);
        request.endHandler(end -> body.complete());
        request.resume();
    }

    private void add(Buffer piece) {
        received += piece.length();
        if (received <= limit) {
            pieces.add(Bytes.wrap(piece.getBytes()));
        } else if (!refused) {
            refuse();
        } else if (received > limit * PATIENCE) {
            request.connection().close();
        }
    }

    private void refuse() {
        refused = true;
        pieces.clear();
        onRefusal.accept(new Failure.TooLarge(
                "The request's body is over %d bytes. The limit is tapedeck.gateway.max-body.".formatted(limit)));
    }

    private void complete() {
        if (!refused) {
            onBody.accept(Bytes.concat(pieces));
        }
    }
}
