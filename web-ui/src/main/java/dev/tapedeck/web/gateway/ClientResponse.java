package dev.tapedeck.web.gateway;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Provenance;
import io.netty.buffer.Unpooled;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The answer to one client, written once; one thread at a time writes. */
final class ClientResponse {
    private static final String PREFIX = "tapedeck-";
    /** A client that takes nothing for so long has left, whatever its connection says. */
    private static final int PATIENCE_MINUTES = 5;

    /** No status of this kind or above is a success. */
    private static final int FIRST_ERROR = 400;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private boolean sentOnce;

    ClientResponse(HttpServerRequest request) {
        this.request = request;
        this.response = request.response();
    }

    private boolean isGone() {
        return response.closed();
    }

    int status() {
        return response.getStatusCode();
    }

    /** Does this if the client leaves before the answer's end, or has left already; on any thread, perhaps twice. */
    void onGone(Runnable deed) {
        response.closeHandler(closed -> {
            if (!response.ended()) {
                deed.run();
            }
        });
        if (isGone()) {
            deed.run();
        }
    }

    /** Status and headers of a provider's answer, and ours; they leave with the first bytes. */
    void head(Answer answer) {
        response.setStatusCode(answer.status());
        for (Headers.Field field : answer.headers().fields()) {
            if (!field.name().toLowerCase(Locale.ROOT).startsWith(PREFIX)) {
                response.headers().add(field.name(), field.value());
            }
        }
        provenance(answer.provenance());
        if (answer.status() >= FIRST_ERROR && answer.provenance().retried()) {
            retriedEnough();
        }
        if (isBodiless(answer.status())) {
            response.headers().remove("content-length");
        } else if (request.method() != HttpMethod.HEAD && !response.headers().contains("content-length")) {
            response.setChunked(true);
        }
    }

    /** The retries have been made here: an SDK that listens to its provider doesn't multiply them by its own. */
    private void retriedEnough() {
        response.putHeader("x-should-retry", "false");
    }

    /** This call is made once at most, although it might have been retried: the answer is to say so, if it is made. */
    void tellIfSentOnce() {
        sentOnce = true;
    }

    /** No content, not modified (RFC 9110, section 6.4.1). */
    private static boolean isBodiless(int status) {
        return status == 204 || status == 304;
    }

    private void provenance(Provenance provenance) {
        response.putHeader("Tapedeck-Outcome", provenance.source().id());
        provenance.interaction().ifPresent(name -> response.putHeader("Tapedeck-Interaction", name));
        provenance.key().ifPresent(key -> response.putHeader("Tapedeck-Key", key));
        response.putHeader("Tapedeck-Attempts", String.valueOf(provenance.attempts()));
        if (sentOnce && provenance.attempts() > 0) {
            response.putHeader("Tapedeck-Retry", "never");
        }
    }

    /** Whether these bytes are all that the declared length leaves room for. */
    boolean isWhole(Bytes bytes) {
        String length = response.headers().get("content-length");
        return length != null && length.equals(String.valueOf(bytes.length()));
    }

    /**
     * Writes a chunk. If the client is slow, a thread that may block waits until it has taken it.
     *
     * @return false if the client has left
     */
    boolean write(Bytes bytes) {
        if (isGone()) {
            return false;
        }
        if (hasNoBody()) {
            return true;
        }
        Future<Void> written = response.write(wrapped(bytes));
        return !response.writeQueueFull() || Context.isOnEventLoopThread() || arrived(written);
    }

    /** Whatever the provider or the tape says: the answer to HEAD (RFC 9110, section 9.3.2) and some statuses have none. */
    private boolean hasNoBody() {
        return request.method() == HttpMethod.HEAD || isBodiless(status());
    }

    private boolean arrived(Future<Void> written) {
        try {
            written.toCompletionStage().toCompletableFuture().get(PATIENCE_MINUTES, TimeUnit.MINUTES);
            return true;
        } catch (ExecutionException | TimeoutException clientLeft) {
            request.connection().close();
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void end() {
        response.end();
    }

    void end(Bytes bytes) {
        response.end(wrapped(bytes));
    }

    private static Buffer wrapped(Bytes bytes) {
        return Buffer.buffer(Unpooled.wrappedBuffer(bytes.array()));
    }

    /** Refuses if nothing has been written yet, else cuts. */
    void breakOff(Refusal refusal, Provenance provenance) {
        if (response.headWritten()) {
            BrokenOff.answer(request);
        } else {
            refuse(refusal, provenance);
        }
    }

    void refuse(Refusal refusal, Provenance provenance) {
        if (isGone()) {
            return;
        }
        response.headers().clear();
        response.setChunked(false).setStatusCode(refusal.status()).putHeader("content-type", refusal.contentType());
        if (!refusal.retryable() || provenance.retried()) {
            retriedEnough();
        }
        refusal.retryAfterSeconds()
                .ifPresent(seconds -> response.putHeader(RetryAfter.HEADER, String.valueOf(seconds)));
        provenance(provenance);
        response.end(refusal.body());
    }
}
