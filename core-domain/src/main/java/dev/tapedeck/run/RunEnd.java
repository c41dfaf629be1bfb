package dev.tapedeck.run;

import java.util.Optional;

/**
 * How a run is to end.
 *
 * @param status one that has ended
 * @param reason why, if there is more to say
 * @param summary in the words of whoever ends it
 */
public record RunEnd(RunStatus status, Optional<String> reason, Optional<String> summary) {
    public RunEnd {
        if (!status.ended()) {
            throw new InvalidRun(
                    "status", "'%s' is no end. Use completed, failed, timeout or terminated.".formatted(status.id()));
        }
    }

    /** One that needs no summary. */
    public static RunEnd of(RunStatus status, String reason) {
        return new RunEnd(status, Optional.of(reason), Optional.empty());
    }
}
