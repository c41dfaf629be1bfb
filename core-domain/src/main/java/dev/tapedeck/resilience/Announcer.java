package dev.tapedeck.resilience;

import java.util.function.Consumer;

/** Passes events on to a listener, whose own faults do no harm to calls: it is the listener's part to report them. */
record Announcer(Consumer<ResilienceEvent> listener) implements Consumer<ResilienceEvent> {
    @Override
    public void accept(ResilienceEvent event) {
        try {
            listener.accept(event);
        } catch (RuntimeException fault) {
            // the call goes on, and there is nobody here to tell
        }
    }
}
