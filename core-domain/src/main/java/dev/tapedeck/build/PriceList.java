package dev.tapedeck.build;

import dev.tapedeck.Port;
import dev.tapedeck.exchange.Dialect;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/** What models cost. An unknown model has no price rather than a wrong one. Thread-safe. */
@Port
public interface PriceList {
    Optional<Price> find(Dialect dialect, String model);

    /**
     * In US dollars for a million tokens, sent by themselves.
     *
     * @param batchShare what a token costs in a batch, as a share of that: 0.5
     * @param asOf when this was true
     */
    record Price(BigDecimal input, BigDecimal output, BigDecimal batchShare, LocalDate asOf) {
        private static final int DIGITS_OF_A_MILLION = 6;

        public Money of(Provenance.Tokens tokens, boolean batched) {
            BigDecimal dollars = input.multiply(BigDecimal.valueOf(tokens.input()))
                    .add(output.multiply(BigDecimal.valueOf(tokens.output())))
                    .movePointLeft(DIGITS_OF_A_MILLION);
            return Money.dollars(batched ? dollars.multiply(batchShare) : dollars);
        }
    }
}
