package dev.tapedeck.cassette;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;

/**
 * Applies a recipe's rules, one after the other, to the strings of one body. All of them share a budget of characters
 * looked at and written, since regular expressions can take exponential time. A pattern that goes on for ever without
 * looking at a character, such as many {@code (?:a?|b?)} in a row at the end of a text, is not stopped by it: a recipe
 * is as trusted as the one who may make a cassette. Confined to one thread.
 */
final class Rewriting implements UnaryOperator<String> {
    private static final long BASE_BUDGET = 20_000_000;

    /** What a harmless pattern may need for each byte of a large body. */
    private static final long BUDGET_PER_BYTE = 10;

    private final List<RewritingRule> rules;
    private long budget;

    Rewriting(List<RewritingRule> rules, int bodyLength) {
        this.rules = rules;
        this.budget = BASE_BUDGET + BUDGET_PER_BYTE * bodyLength * rules.size();
    }

    /** @throws FailedCall rejected as {@link Failure.Invalid} if the budget or the stack is used up */
    @Override
    public String apply(String text) {
        String rewritten = text;
        for (int index = 0; index < rules.size(); index++) {
            rewritten = apply(index, rewritten);
        }
        return rewritten;
    }

    private String apply(int index, String text) {
        try {
            return apply(rules.get(index), text);
        } catch (Exhausted spent) {
            throw tooMuchWork(index);
        } catch (StackOverflowError recursed) {
            // java.util.regex recurses once per repetition of a group; no limit can be set
            throw tooMuchWork(index);
        }
    }

    private String apply(RewritingRule rule, String text) {
        Matcher matcher = rule.pattern().matcher(new Metered(text));
        if (!matcher.find()) {
            return text;
        }
        StringBuilder rewritten = new StringBuilder(text.length());
        int from = 0;
        do {
            spend(1 + rule.with().length());
            rewritten.append(text, from, matcher.start()).append(rule.with());
            from = matcher.end();
        } while (matcher.find());
        return rewritten.append(text, from, text.length()).toString();
    }

    private void spend(int characters) {
        budget -= characters;
        if (budget < 0) {
            throw new Exhausted();
        }
    }

    private static FailedCall tooMuchWork(int index) {
        return FailedCall.rejected(new Failure.Invalid(
                "recipe",
                "The pattern at /replace/%d of the key recipe takes too long on this body. Write it without nested repetition."
                        .formatted(index)));
    }

    /** A text that costs for every character looked at. */
    private final class Metered implements CharSequence {
        private final String text;

        Metered(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            spend(1);
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return text.subSequence(from, to);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Ends a match whose budget is used up. */
    private static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Exhausted() {
            super("the budget is used up", null, false, false);
        }
    }
}
