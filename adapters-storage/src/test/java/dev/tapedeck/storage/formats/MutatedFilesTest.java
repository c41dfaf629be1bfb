package dev.tapedeck.storage.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.transfer.RecordedExchange;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Damaged files of every format are refused as invalid or read, whatever the damage. {@code tapedeck.import.mutations}
 * says how many of each sample are tried.
 */
class MutatedFilesTest {
    private static final int EACH = Integer.getInteger("tapedeck.import.mutations", 300);
    private static final long SEED = Long.getLong("tapedeck.import.seed", 20_261_121);

    static List<Bytes> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aDamagedFileIsRefusedOrRead(Bytes sample) {
        assertThat(Brought.in(sample).exchanges()).isNotEmpty();
        for (int number = 0; number < EACH; number++) {
            long seed = SEED + number;
            refusedOrRead(seed, new Mutations(seed).damaged(sample));
        }
    }

    private static void refusedOrRead(long seed, Bytes damaged) {
        try {
            assertThat(Brought.in(damaged).exchanges()).as("seed %d", seed).allSatisfy(MutatedFilesTest::isSound);
        } catch (FailedCall refused) {
            assertThat(refused.failure())
                    .as("seed %d", seed)
                    .isInstanceOfAny(Failure.Invalid.class, Failure.Unreadable.class);
            assertThat(refused.failure().message()).contains(Brought.NAME).hasSizeLessThan(600);
        }
    }

    private static void isSound(RecordedExchange exchange) {
        assertThat(exchange.method()).isNotBlank();
        assertThat(exchange.url()).isNotBlank();
        assertThat(exchange.status()).isBetween(100, 999);
        assertThat(exchange.responseHeaders().fields()).allSatisfy(field -> {
            assertThat(field.name()).matches("[!-~]+");
            assertThat(field.value()).doesNotContain("\r", "\n", "\u0000");
        });
    }
}
