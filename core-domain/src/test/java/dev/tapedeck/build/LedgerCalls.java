package dev.tapedeck.build;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.exchange.SettledAnswer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A provider that answers a prompt with itself and keeps a ledger: how often each was paid. What bears an idempotency key
 * that was there before is answered again and not paid. Thread-safe.
 */
public final class LedgerCalls implements Provider {
    private final Map<String, Integer> paid = new LinkedHashMap<>();
    private final Map<String, Bytes> byIdempotency = new LinkedHashMap<>();
    private final List<String> prompts = new ArrayList<>();
    private Function<String, Optional<Reply>> replies = prompt -> Optional.empty();
    private Optional<Failure> down = Optional.empty();
    private volatile Runnable step = () -> {};

    /** @param body sent as JSON, whatever it is */
    public record Reply(int status, String body) {}

    /** What to answer to a prompt; nothing for the usual. */
    public synchronized LedgerCalls answering(Function<String, Optional<Reply>> with) {
        replies = with;
        return this;
    }

    /** Every call fails so; nothing for none. */
    public synchronized void down(Optional<Failure> with) {
        down = with;
    }

    /** Called before a call is taken and after it was answered. */
    public void eachStep(Runnable called) {
        step = called;
    }

    @Override
    public Answer exchange(Call call) {
        step.run();
        Answer answer = answered(call);
        step.run();
        return answer;
    }

    private synchronized Answer answered(Call call) {
        down.ifPresent(failure -> {
            throw FailedCall.live(failure);
        });
        String prompt = PlainCompletions.promptOf(call.request());
        Optional<String> idempotency = call.request().headers().first("Idempotency-Key");
        Bytes known = idempotency.map(byIdempotency::get).orElse(null);
        if (known != null) {
            return answer(200, known);
        }
        prompts.add(prompt);
        Reply reply = replies.apply(prompt).orElseGet(() -> new Reply(200, "re " + prompt));
        Bytes body = Bytes.utf8(reply.body());
        if (reply.status() == 200) {
            paid.merge(prompt, 1, Integer::sum);
            idempotency.ifPresent(key -> byIdempotency.put(key, body));
        }
        return answer(reply.status(), body);
    }

    private static Answer answer(int status, Bytes body) {
        return new SettledAnswer(status, Headers.of("Content-Type", "application/json"), body);
    }

    /** The prompts that were asked so far, in order. */
    public synchronized List<String> prompts() {
        return List.copyOf(prompts);
    }

    public synchronized Collection<Integer> payments() {
        return List.copyOf(paid.values());
    }
}
