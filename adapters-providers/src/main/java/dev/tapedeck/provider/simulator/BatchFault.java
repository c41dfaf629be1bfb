package dev.tapedeck.provider.simulator;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What shall become of a batch, asked for when it is created. */
enum BatchFault {
    /** Its time is over when half of it is done. */
    EXPIRE,
    /** The first of every three requests fails, for good or by chance in turn. */
    PARTIAL,
    /** There are more tokens than may wait, if it has more than two requests. */
    TOKEN_LIMIT,
    /** Results come in the opposite order. */
    REORDER,
    /** It isn't found for a while after it was created, and its results aren't after its end. */
    LATE_404,
    /** It is created, and nobody hears of it. */
    LOST_RESPONSE,
    /** Somebody ends it when half of it is done. */
    CANCELLED,
    /** It isn't accepted. */
    REJECT;

    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<BatchFault> find(String id) {
        return Arrays.stream(values()).filter(fault -> fault.id().equals(id)).findFirst();
    }

    static List<String> ids() {
        return Arrays.stream(values()).map(BatchFault::id).toList();
    }
}
