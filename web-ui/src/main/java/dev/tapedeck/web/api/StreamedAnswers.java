package dev.tapedeck.web.api;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.web.gateway.BrokenOff;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jboss.logging.Logger;

/**
 * Breaks an answer off if what is to be sent fails on the way: its status has left already, and nobody is to take it for
 * whole.
 */
@Provider
@Streamed
final class StreamedAnswers implements WriterInterceptor {
    private static final Logger LOG = Logger.getLogger(StreamedAnswers.class);

    private final CurrentVertxRequest current;

    StreamedAnswers(CurrentVertxRequest current) {
        this.current = current;
    }

    @Override
    public void aroundWriteTo(WriterInterceptorContext answer) throws IOException {
        HttpServerRequest request = current.getCurrent().request();
        Sent sent = new Sent(answer.getOutputStream());
        answer.setOutputStream(sent);
        try {
            answer.proceed();
        } catch (IOException | RuntimeException failed) {
            if (!sent.isBegun) {
                throw failed;
            }
            if (!request.response().closed()) { // the client hasn't just left
                tell(request.path(), failed);
                BrokenOff.answer(request)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join(); // before it would be ended
            }
        }
    }

    /** Knows whether something is on its way: the response itself knows only once that has left. */
    private static final class Sent extends FilterOutputStream {
        private boolean isBegun;

        Sent(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            isBegun = true;
            out.write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            isBegun = true;
            out.write(bytes, from, length);
        }
    }

    private static void tell(String path, Exception failed) {
        if (failed instanceof FailedCall known) {
            LOG.warnf(
                    "answer.broken_off path=%s error=%s message=\"%s\"",
                    path, known.failure().code(), known.failure().message().replace('"', '\''));
        } else {
            LOG.errorf(failed, "answer.broken_off path=%s", path);
        }
    }
}
