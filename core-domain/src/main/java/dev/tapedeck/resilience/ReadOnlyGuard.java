package dev.tapedeck.resilience;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Provider;

/** The stage that every live call passes first: in a plan or a dry run it refuses what has an effect. Thread-safe. */
public final class ReadOnlyGuard implements Provider {
    private final Provider next;

    public ReadOnlyGuard(Provider next) {
        this.next = next;
    }

    /** @throws FailedCall {@code ReadOnly}, with nothing sent; or as the next stage says */
    @Override
    public Answer exchange(Call call) {
        if (call.terms().readOnly() && call.terms().effect() == Effect.EFFECT) {
            throw FailedCall.rejected(new Failure.ReadOnly(
                    "%s %s changes something at provider '%s', and this is a dry run: nothing was sent."
                            .formatted(
                                    call.request().method(),
                                    call.request().path(),
                                    call.request().provider())));
        }
        return next.exchange(call);
    }
}
