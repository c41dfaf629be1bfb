package dev.tapedeck.web.gateway;

import dev.tapedeck.cassette.Mode;
import dev.tapedeck.cassette.Session;
import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Provenance;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.resilience.Retrier;
import java.util.Optional;
import java.util.function.Consumer;

/** One call under way: its answer is pulled and written, chunk by chunk. */
final class Exchange {
    private final Call call;
    private final Optional<Session> session;
    private final ClientResponse client;
    private final Time time;
    private final Consumer<Ended> onEnd;
    private final long startedNanos;
    private final boolean passesThrough;

    /** How an exchange ended. */
    record Ended(
            Call call,
            Optional<Session> session,
            Provenance provenance,
            int status,
            Optional<Failure> failure,
            long micros) {}

    Exchange(Call call, Optional<Session> session, ClientResponse client, Time time, Consumer<Ended> onEnd) {
        this.call = call;
        this.session = session;
        this.client = client;
        this.time = time;
        this.startedNanos = time.nanos();
        this.onEnd = onEnd;
        this.passesThrough = session.isEmpty() || session.get().spec().mode() == Mode.OFF;
    }

    /** Makes the call and passes its answer on, or a refusal. On an event loop only for answers that are in memory. */
    void run(Provider source) {
        if (call.terms().retryable() && call.request().body().length() > Retrier.LARGEST_BODY) {
            client.tellIfSentOnce();
        }
        try (Answer answer = begun(source)) {
            client.onGone(answer::cancel);
            passOn(answer);
        } catch (FailedCall failed) {
            client.breakOff(Refusal.of(failed.failure(), call.request().dialect()), failed.provenance());
            ended(failed.provenance(), Optional.of(failed.failure()));
        }
    }

    /**
     * Waits for the answer's head. After a client that leaves meanwhile nothing is tried again. An attempt under way is
     * ended, by an interrupt, only if the call passes through: an interrupt closes an embedded database's files, so one
     * with a tape goes on.
     */
    private Answer begun(Provider source) {
        Thread thread = Thread.currentThread();
        client.onGone(() -> {
            call.cancellation().cancel();
            if (passesThrough) {
                thread.interrupt();
            }
        });
        return source.exchange(call);
    }

    /** Its end is told before the client sees it: whoever has the answer finds the call in what is told. */
    private void passOn(Answer answer) {
        Optional<Chunk> chunk = answer.next();
        client.head(answer);
        if (chunk.isPresent() && client.isWhole(chunk.get().bytes())) {
            answer.next();
            ended(answer.provenance(), Optional.empty());
            client.end(chunk.get().bytes());
            return;
        }
        while (chunk.isPresent() && client.write(chunk.get().bytes())) {
            chunk = answer.next();
        }
        ended(answer.provenance(), Optional.empty());
        if (chunk.isEmpty()) {
            client.end();
        }
    }

    private void ended(Provenance provenance, Optional<Failure> failure) {
        long micros = (time.nanos() - startedNanos) / 1_000;
        onEnd.accept(new Ended(call, session, provenance, client.status(), failure, micros));
    }
}
