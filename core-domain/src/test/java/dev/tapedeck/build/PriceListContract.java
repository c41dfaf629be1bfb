package dev.tapedeck.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.build.PriceList.Price;
import dev.tapedeck.exchange.Dialect;
import java.math.BigDecimal;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** What every {@link PriceList} promises. */
public abstract class PriceListContract {
    /** A list that knows {@link #known} in {@link #dialect} only. */
    protected abstract PriceList prices();

    protected abstract Dialect dialect();

    protected abstract String known();

    @Test
    void aKnownModelHasAPrice() {
        Price price = prices().find(dialect(), known()).orElseThrow();

        assertThat(price.input()).isNotNegative();
        assertThat(price.output()).isNotNegative();
        assertThat(price.batchShare()).isPositive().isLessThanOrEqualTo(BigDecimal.ONE);
    }

    @Test
    void anUnknownModelHasNoPrice() {
        for (String unknown : new String[] {"", "no-such-model", known() + "-large", known().substring(1), "*"}) {
            assertThat(prices().find(dialect(), unknown)).as(unknown).isEmpty();
        }
    }

    @Test
    void aModelIsKnownInItsDialectOnly() {
        for (Dialect other : EnumSet.complementOf(EnumSet.of(dialect()))) {
            assertThat(prices().find(other, known())).isEmpty();
        }
    }
}
