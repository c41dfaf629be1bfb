package dev.tapedeck.json;

/** Ends a walk over bytes that turn out to have no canonical form; never leaves this package. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient CanonicalJson outcome;

    private Refused(CanonicalJson outcome) {
        // no stack trace: this is an outcome, not a fault of the program
        super(outcome.toString(), null, false, false);
        this.outcome = outcome;
    }

    static Refused notJson(String reason, long offset) {
        return new Refused(new CanonicalJson.NotJson(reason, offset));
    }

    static Refused tooDeep(long offset) {
        return new Refused(new CanonicalJson.TooDeep(offset));
    }

    CanonicalJson outcome() {
        return outcome;
    }
}
