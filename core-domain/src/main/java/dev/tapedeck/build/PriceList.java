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
     * @param longPrompts what all tokens of a request cost whose prompt is long, where that is something else
     */
    record Price(
            BigDecimal input,
            BigDecimal output,
            BigDecimal batchShare,
            LocalDate asOf,
            Optional<LongPrompts> longPrompts) {
        private static final int DIGITS_OF_A_MILLION = 6;

        /** A price that is the same for prompts of any length. */
        public Price(BigDecimal input, BigDecimal output, BigDecimal batchShare, LocalDate asOf) {
            this(input, output, batchShare, asOf, Optional.empty());
        }

        /** What one request costs: never to be asked for the tokens of several at once. */
        public Money of(Provenance.Tokens tokens, boolean batched) {
            Optional<LongPrompts> extra = longPrompts.filter(longer -> tokens.input() > longer.over());
            BigDecimal dollars = extra.map(LongPrompts::input)
                    .orElse(input)
                    .multiply(BigDecimal.valueOf(tokens.input()))
                    .add(extra.map(LongPrompts::output).orElse(output).multiply(BigDecimal.valueOf(tokens.output())))
                    .movePointLeft(DIGITS_OF_A_MILLION);
            return Money.dollars(batched ? dollars.multiply(batchShare) : dollars);
        }
    }

    /**
     * What a million tokens cost in a request with a long prompt.
     *
     * @param over requests with more tokens of input than these
     */
    record LongPrompts(long over, BigDecimal input, BigDecimal output) {}
}
