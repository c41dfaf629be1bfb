package dev.tapedeck.exchange;

/**
 * How a call may be carried out. Travels with the call, over asynchronous hops too.
 *
 * @param effect what the call does
 * @param single whether it must be made at most once: somebody further out retries
 * @param again whether the client has announced that it is a retry of its own: then it retries, and nobody else does
 * @param readOnly whether it belongs to a plan or a dry run, in which nothing may be changed
 */
public record Terms(Effect effect, boolean single, boolean again, boolean readOnly) {
    private static final Terms SAFE = new Terms(Effect.SAFE, false, false, false);
    private static final Terms EFFECT = new Terms(Effect.EFFECT, false, false, false);

    /** The terms of a first call that nobody retries and that is no part of a plan. */
    public static Terms of(Effect effect) {
        return switch (effect) {
            case SAFE -> SAFE;
            case EFFECT -> EFFECT;
        };
    }

    /** The same, but made at most once. */
    public Terms once() {
        return single ? this : new Terms(effect, true, again, readOnly);
    }

    /** Whether a failure may be followed by another attempt. */
    public boolean retryable() {
        return effect == Effect.SAFE && !single && !again;
    }
}
