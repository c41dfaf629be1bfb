package dev.tapedeck.resilience;

/** What the end of a call says about the service's health. */
public enum Health {
    SUCCESS,
    /** it speaks of the service: 5xx, time-outs, transport */
    FAILURE,
    /** it speaks of the client: a bad prompt, a client that left, a rate limit */
    NEUTRAL;

    private static final int REQUEST_TIMEOUT = 408;
    private static final int FIRST_CLIENT_ERROR = 400;
    private static final int FIRST_SERVER_ERROR = 500;

    /** What an answer with that status says. */
    public static Health of(int status) {
        if (status >= FIRST_SERVER_ERROR || status == REQUEST_TIMEOUT) {
            return FAILURE;
        }
        return status >= FIRST_CLIENT_ERROR ? NEUTRAL : SUCCESS;
    }
}
