package dev.tapedeck.provider.simulator;

import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.ProviderRequest;
import java.util.BitSet;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** What the requests of a batch come to, each made when it is asked for. Thread-safe. */
final class BatchWork {
    private static final int EACH = 3;

    private final BatchInput input;
    private final IntFunction<ProviderRequest> requests;
    private final Dialect dialect;
    private final boolean partial;
    private @Nullable BitSet good;

    /**
     * @param requests each as it would be sent by itself
     * @param partial whether the first of every three fails
     */
    BatchWork(BatchInput input, IntFunction<ProviderRequest> requests, Dialect dialect, boolean partial) {
        this.input = input;
        this.requests = requests;
        this.dialect = dialect;
        this.partial = partial;
    }

    /** What a request comes to. */
    sealed interface Outcome {
        /** As it would have come to the request by itself, an error's too. */
        record Answered(Reply reply) implements Outcome {}

        /** The request never got as far as to have an answer. */
        record Failed(String code, String message) implements Outcome {}
    }

    int size() {
        return input.size();
    }

    /** How much of memory it holds. */
    int bytes() {
        return input.content().length();
    }

    String customId(int index) {
        return input.members(index).text("custom_id");
    }

    /** @param index from 0 */
    Outcome outcome(int index) {
        if (partial && index % EACH == 0) {
            return index / EACH % 2 == 0
                    ? refused(Refusal.invalid("The simulator refuses this request, as it was told to."), index)
                    : new Outcome.Failed("server_error", "The simulator fails at this request, as it was told to.");
        }
        try {
            Reply reply = Endpoints.answer(requests.apply(index));
            return reply.streamed()
                    ? refused(Refusal.invalid("A request in a batch can't have its answer streamed."), index)
                    : new Outcome.Answered(reply);
        } catch (Refusal refusal) {
            return refused(refusal, index);
        }
    }

    private Outcome refused(Refusal refusal, int index) {
        return new Outcome.Answered(ErrorBodies.of(refusal, dialect, Seed.of(requests.apply(index))));
    }

    /** Looks at all of them when it is asked for the first time. */
    synchronized boolean succeeds(int index) {
        BitSet known = good;
        if (known == null) {
            known = new BitSet(size());
            for (int each = 0; each < size(); each++) {
                known.set(each, outcome(each) instanceof Outcome.Answered(Reply reply) && reply.status() == 200);
            }
            good = known;
        }
        return known.get(index);
    }
}
