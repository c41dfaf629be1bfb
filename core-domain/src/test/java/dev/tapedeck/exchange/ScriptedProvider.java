package dev.tapedeck.exchange;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * A provider that answers call after call what it was told to, and remembers what it was asked. A call beyond the script
 * is an {@link AssertionError}. Thread-safe.
 */
public final class ScriptedProvider implements Provider {
    private final Queue<Supplier<PlayedAnswer>> script = new ArrayDeque<>();
    private final List<Call> received = new ArrayList<>();
    private final List<PlayedAnswer> given = new ArrayList<>();

    /** The next call gets this answer. */
    public synchronized ScriptedProvider thenAnswer(ScriptedAnswer answer) {
        script.add(() -> new PlayedAnswer(answer));
        return this;
    }

    /** The next call gets this JSON with status 200. */
    public ScriptedProvider thenAnswer(String json) {
        return thenAnswer(ScriptedAnswer.json(200, json));
    }

    /** The next call gets no answer. */
    public synchronized ScriptedProvider thenFail(Failure failure) {
        script.add(() -> {
            throw FailedCall.live(failure);
        });
        return this;
    }

    @Override
    public synchronized PlayedAnswer exchange(Call call) {
        received.add(call);
        Supplier<PlayedAnswer> next = script.poll();
        if (next == null) {
            throw new AssertionError("Call %d, %s %s, is beyond the script."
                    .formatted(
                            received.size(),
                            call.request().method(),
                            call.request().target()));
        }
        PlayedAnswer answer = next.get();
        given.add(answer);
        return answer;
    }

    /** The calls so far, in order. */
    public synchronized List<Call> received() {
        return List.copyOf(received);
    }

    /** The answers given so far, in order. */
    public synchronized List<PlayedAnswer> given() {
        return List.copyOf(given);
    }
}
