package dev.tapedeck.build;

/** Where a batch stands, whichever provider's it is. */
public enum BatchState {
    /** It may have been sent or not. */
    SUBMITTING,
    QUEUED,
    RUNNING,
    CANCELLING,
    /** Complete, expired or cancelled: what there is can be fetched. */
    ENDED,
    /** The provider won't have it; nothing was done and nothing paid. */
    REJECTED,
    /** Nobody knows: it was given up, or has a state that we don't know. */
    UNKNOWN,
    /** It may have been sent, and only people can tell: until then its requests are not sent again. */
    UNCERTAIN;

    public boolean ended() {
        return this == ENDED || this == REJECTED || this == UNKNOWN;
    }
}
