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

    /** Nothing stands at that path: 404. */
    static Refusal noSuchEndpoint() {
        return notFound(
                "",
                "The simulator has no such endpoint. It has GET /v1/models and POST to /v1/chat/completions, /v1/responses, "
                        + "/v1/embeddings, /v1/messages, /v1/messages/count_tokens; and /v1/files, /v1/batches, /v1/messages/batches.");
    }

    /** What was sent is larger than is kept: 413. */
    static Refusal tooLarge() {
        return new Refusal(
                413, "", "The simulator takes at most %d MiB at once.".formatted(SentBody.MOST / 1024 / 1024));
    }

    /** There is no room now: 429. */
    static Refusal limited(String message) {
        return new Refusal(429, "", message);
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
