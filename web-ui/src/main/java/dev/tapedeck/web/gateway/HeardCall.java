package dev.tapedeck.web.gateway;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Provenance;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.run.RunId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A call of a run: what is answered is listened to as it passes, for its model and tokens. For one thread at a time. */
final class HeardCall {
    /** Of longer answers nobody hears the tokens. */
    private static final long LARGEST = 4 << 20;

    private final RunCalls runs;
    private final RunId run;
    private final ProviderRequest request;
    private final List<Bytes> heard = new ArrayList<>();
    private long bytes;

    HeardCall(RunCalls runs, RunId run, ProviderRequest request) {
        this.runs = runs;
        this.run = run;
        this.request = request;
    }

    /** Listens to what that one answers. */
    Provider to(Provider source) {
        return call -> new HeardAnswer(source.exchange(call));
    }

    void ended(Exchange.Ended ended) {
        runs.ended(run, request, List.copyOf(heard), ended);
    }

    private void hear(Chunk chunk) {
        bytes += chunk.bytes().length();
        if (bytes <= LARGEST) {
            heard.add(chunk.bytes());
        } else {
            heard.clear();
        }
    }

    private final class HeardAnswer implements Answer {
        private final Answer answer;

        HeardAnswer(Answer answer) {
            this.answer = answer;
        }

        @Override
        public int status() {
            return answer.status();
        }

        @Override
        public Headers headers() {
            return answer.headers();
        }

        @Override
        public Provenance provenance() {
            return answer.provenance();
        }

        @Override
        public Optional<Chunk> next() throws FailedCall {
            Optional<Chunk> next = answer.next();
            next.ifPresent(HeardCall.this::hear);
            return next;
        }

        @Override
        public boolean arrives(Duration within) {
            return answer.arrives(within);
        }

        @Override
        public void begun() {
            answer.begun();
        }

        @Override
        public void cancel() {
            answer.cancel();
        }

        @Override
        public void close() {
            answer.close();
        }
    }
}
