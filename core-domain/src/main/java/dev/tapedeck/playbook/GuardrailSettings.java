package dev.tapedeck.playbook;

/**
 * How far a run may go.
 *
 * @param stuckRevisitGap after how many steps the same target is a revisit; 1 to 50
 * @param maxSteps how many actions there may be, a model's among them; 1 to 1,000
 * @param maxTokens how many tokens may be used; 1 to 10,000,000
 * @param maxConsecutiveErrors how many actions may fail one after the other; 1 to 50
 */
public record GuardrailSettings(int stuckRevisitGap, int maxSteps, int maxTokens, int maxConsecutiveErrors) {
    static final int MOST_GAP = 50;
    static final int MOST_STEPS = 1_000;
    static final int MOST_TOKENS = 10_000_000;
    static final int MOST_ERRORS = 50;

    /** What holds where a playbook says nothing. */
    public static final GuardrailSettings DEFAULT = new GuardrailSettings(5, 50, 200_000, 5);

    /** @throws IllegalArgumentException if one is out of its range; the message names it and the range */
    public GuardrailSettings {
        check("stuckRevisitGap", stuckRevisitGap, MOST_GAP);
        check("maxSteps", maxSteps, MOST_STEPS);
        check("maxTokens", maxTokens, MOST_TOKENS);
        check("maxConsecutiveErrors", maxConsecutiveErrors, MOST_ERRORS);
    }

    private static void check(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(
                    "'%s' must be a whole number from 1 to %,d, and is %,d.".formatted(name, most, value));
        }
    }
}
