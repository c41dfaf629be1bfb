package dev.tapedeck.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.build.PriceList.LongPrompts;
import dev.tapedeck.build.PriceList.Price;
import dev.tapedeck.build.Provenance.Tokens;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PriceTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 5);
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final Price MINI = new Price(new BigDecimal("0.15"), new BigDecimal("0.6"), HALF, DAY);
    private static final Price TIERED = new Price(
            BigDecimal.ONE,
            BigDecimal.TEN,
            HALF,
            DAY,
            Optional.of(new LongPrompts(1_000, BigDecimal.TWO, new BigDecimal("15"))));

    @Test
    void aRequestCostsItsTokensToTheNanoDollar() {
        Money cost = MINI.of(new Tokens(1_001, 3), false);

        // 1,001 * 150 + 3 * 600 billionths
        assertThat(cost).isEqualTo(new Money(151_950));
    }

    @Test
    void inABatchItCostsAShare() {
        Money cost = MINI.of(new Tokens(1_001, 3), true);

        assertThat(cost).isEqualTo(new Money(75_975));
    }

    @Test
    void noTokensCostNothing() {
        assertThat(MINI.of(new Tokens(0, 0), false)).isEqualTo(Money.ZERO);
    }

    @Test
    void allTokensOfALongPromptCostMore() {
        Money asLongAsMayBe = TIERED.of(new Tokens(1_000, 1), false);
        Money longer = TIERED.of(new Tokens(1_001, 1), false);

        assertThat(asLongAsMayBe).isEqualTo(new Money(1_010_000));
        assertThat(longer).isEqualTo(new Money(2_017_000));
    }
}
