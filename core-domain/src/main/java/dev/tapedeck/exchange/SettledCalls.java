package dev.tapedeck.exchange;

/** The stage that gives calls whose answer is at hand that answer, and passes all others on. Thread-safe. */
public final class SettledCalls implements Provider {
    private final Provider next;

    public SettledCalls(Provider next) {
        this.next = next;
    }

    @Override
    public Answer exchange(Call call) {
        return call.settled().orElseGet(() -> next.exchange(call));
    }
}
