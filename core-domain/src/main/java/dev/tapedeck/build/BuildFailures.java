package dev.tapedeck.build;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;

/** The failures of a {@link BuildStore}, in the same words whichever store it is. */
public final class BuildFailures {
    private BuildFailures() {}

    public static FailedCall idTaken(BuildId id) {
        return conflict("There is a build '%s' already. Take another id.".formatted(id));
    }

    public static FailedCall keyTaken(StartKey key) {
        return conflict("A build was started by the key '%s' already. Take another key.".formatted(key.text()));
    }

    public static FailedCall leaseLost(BuildLease lease) {
        return conflict(
                "Build '%s' is worked on elsewhere by now, so nothing was written here. It goes on there: look at it again."
                        .formatted(lease.build()));
    }

    private static FailedCall conflict(String message) {
        return FailedCall.rejected(new Failure.Conflict(message));
    }
}
