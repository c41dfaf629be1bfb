package dev.tapedeck.resilience;

import dev.tapedeck.resilience.CircuitUnderTest.Maker;
import dev.tapedeck.resilience.CircuitUnderTest.NotOffered;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * One rule of what a circuit means.
 *
 * @param sentence the rule
 * @param proof fails if the circuits that it is given don't keep it
 */
public record CircuitRule(String sentence, Consumer<Maker> proof) {
    /** What a library makes of a rule. */
    public enum Verdict {
        KEPT,
        BROKEN,
        /** it has nothing that the rule could be about */
        NOT_OFFERED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** Tries the rule. */
    public Verdict judge(Maker maker) {
        try {
            proof.accept(maker);
            return Verdict.KEPT;
        } catch (NotOffered missing) {
            return Verdict.NOT_OFFERED;
        } catch (AssertionError broken) {
            return Verdict.BROKEN;
        }
    }

    @Override
    public String toString() {
        return sentence;
    }
}
