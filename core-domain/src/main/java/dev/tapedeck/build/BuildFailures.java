package dev.tapedeck.build;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.IdempotencyKey;

/** The failures of a {@link BuildStore}, in the same words whichever store it is. */
public final class BuildFailures {
    private BuildFailures() {}

    public static FailedCall idTaken(BuildId id) {
        return conflict("There is a build '%s' already. Take another id.".formatted(id));
    }

    public static FailedCall keyTaken(IdempotencyKey key) {
        return conflict("A build was started by the key '%s' already. Take another key.".formatted(key.text()));
    }

    /** @param why as it was said when it was set aside */
    public static FailedCall setAside(BuildId id, String why) {
        return FailedCall.rejected(new Failure.Damaged(
                "Build '%s' is set aside, for its state is damaged. %s All that is kept of it stays in the store as it is; start a new build."
                        .formatted(id, why)));
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
