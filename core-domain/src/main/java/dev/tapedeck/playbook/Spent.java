package dev.tapedeck.playbook;

import dev.tapedeck.build.Money;
import dev.tapedeck.build.Provenance.Tokens;

/** What was used up. */
public record Spent(Tokens tokens, Money cost) {
    public static final Spent NOTHING = new Spent(new Tokens(0, 0), Money.ZERO);

    public Spent plus(Spent other) {
        return new Spent(
                new Tokens(tokens.input() + other.tokens.input(), tokens.output() + other.tokens.output()),
                cost.plus(other.cost));
    }

    Spent minus(Spent other) {
        return new Spent(
                new Tokens(tokens.input() - other.tokens.input(), tokens.output() - other.tokens.output()),
                cost.minus(other.cost));
    }

    /** Input and output. */
    public long allTokens() {
        return tokens.input() + tokens.output();
    }
}
