package dev.tapedeck.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.ScriptedProvider;
import dev.tapedeck.exchange.Terms;
import org.junit.jupiter.api.Test;

final class ReadOnlyGuardTest {
    private final ScriptedProvider provider = new ScriptedProvider();
    private final ReadOnlyGuard guard = new ReadOnlyGuard(provider);

    @Test
    void anEffectInADryRunIsRefusedBeforeItStarts() {
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> guard.exchange(Resilient.call(new Terms(Effect.EFFECT, false, false, true))))
                .satisfies(failed -> {
                    assertThat(failed.failure()).isInstanceOf(Failure.ReadOnly.class);
                    assertThat(failed.failure().code()).isEqualTo("READ_ONLY_VIOLATION");
                    assertThat(failed.provenance().attempts()).isZero();
                });
        assertThat(provider.received()).isEmpty();
    }

    @Test
    void whatOnlyReadsPassesInADryRunAndEffectsPassOutsideOfOne() {
        provider.thenAnswer("{}").thenAnswer("{}");

        guard.exchange(Resilient.call(new Terms(Effect.SAFE, false, false, true)));
        guard.exchange(Resilient.call(new Terms(Effect.EFFECT, false, false, false)));

        assertThat(provider.received()).hasSize(2);
    }
}
