package dev.tapedeck.exchange;

/** Carries a {@link Failure} outward: the one exception of the domain, so that failures are told apart as data. */
public final class FailedCall extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;
    private final transient Provenance provenance;

    public FailedCall(Failure failure, Provenance provenance) {
        // no stack trace: this is an outcome, not a fault of the program
        super(failure.message(), null, false, false);
        this.failure = failure;
        this.provenance = provenance;
    }

    /** A live call that failed at the first attempt. */
    public static FailedCall live(Failure failure) {
        return new FailedCall(failure, Provenance.LIVE);
    }

    /** A call that Tapedeck itself refuses. */
    public static FailedCall rejected(Failure failure) {
        return new FailedCall(failure, Provenance.REJECTED);
    }

    /** The same, after so many live attempts. */
    public FailedCall after(int liveAttempts) {
        return liveAttempts == provenance.attempts() ? this : new FailedCall(failure, provenance.after(liveAttempts));
    }

    public Failure failure() {
        return failure;
    }

    public Provenance provenance() {
        return provenance;
    }
}
