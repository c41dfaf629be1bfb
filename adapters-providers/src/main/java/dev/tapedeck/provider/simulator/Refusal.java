package dev.tapedeck.provider.simulator;

/** A request that can't be answered: an error status and its reason, in no dialect yet. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    private Refusal(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** The request is wrong: 400. */
    static Refusal invalid(String message) {
        return new Refusal(400, "", message);
    }

    /** There is nothing of that name: 404. */
    static Refusal notFound(String code, String message) {
        return new Refusal(404, code, message);
    }

    /** A fault that was asked for. */
    static Refusal simulated(int status) {
        return new Refusal(status, "", "The simulator answers %d, as it was told to.".formatted(status));
    }

    int status() {
        return status;
    }

    /** The provider's code, empty if there is none. */
    String code() {
        return code;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
