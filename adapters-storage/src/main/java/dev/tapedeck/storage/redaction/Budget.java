package dev.tapedeck.storage.redaction;

import dev.tapedeck.redaction.Finding;
import java.util.ArrayList;
import java.util.List;

/** What has been found in one value so far, and how much work may still be spent on it. For one thread. */
final class Budget {
    private static final int MAX_FINDINGS = 10_000;
    private static final long BASE = 8_000_000;

    private final List<Finding> findings = new ArrayList<>();
    private long left;

    /** More work was asked for than a value of this length may cost. */
    static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String reason;

        Exceeded(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    /** @param length of the value: each character may be matched twice, besides what every value may cost */
    Budget(int length) {
        left = BASE + 2L * length;
    }

    /** Pays for so many characters matched against a pattern. */
    void spend(int characters) {
        left -= characters;
        if (left < 0) {
            throw new Exceeded("too much of it looks like a secret");
        }
    }

    void found(String rule, String location) {
        if (findings.size() == MAX_FINDINGS) {
            throw new Exceeded("more than %,d secrets".formatted(MAX_FINDINGS));
        }
        findings.add(new Finding(rule, location));
    }

    List<Finding> findings() {
        return findings;
    }
}
