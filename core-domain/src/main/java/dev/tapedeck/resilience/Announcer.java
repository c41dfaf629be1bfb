package dev.tapedeck.resilience;

import java.util.function.Consumer;

/** Passes events on to a listener whose own faults do no harm to calls. */
record Announcer(Consumer<ResilienceEvent> listener) implements Consumer<ResilienceEvent> {
    @Override
    public void accept(ResilienceEvent event) {
        try {
            listener.accept(event);
        } catch (RuntimeException fault) {
            // the listener's own: the call goes on, and there is nobody here to tell
        }
    }
}
