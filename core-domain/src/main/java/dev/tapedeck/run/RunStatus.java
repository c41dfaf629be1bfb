package dev.tapedeck.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a run stands. */
public enum RunStatus {
    STARTING,
    RUNNING,
    COMPLETED,
    FAILED,
    /** It took longer than it might. */
    TIMEOUT,
    /** Somebody ended it, or Tapedeck was stopped. */
    TERMINATED;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** As it is written outside: {@code completed}. */
    public String id() {
        return id;
    }

    /** Whether nothing more happens in it. */
    public boolean ended() {
        return compareTo(COMPLETED) >= 0;
    }

    public static Optional<RunStatus> find(String id) {
        return Arrays.stream(values()).filter(status -> status.id.equals(id)).findFirst();
    }
}
