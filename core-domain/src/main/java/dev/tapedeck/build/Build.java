package dev.tapedeck.build;

import dev.tapedeck.cassette.SessionId;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.pipeline.PipelineName;
import java.time.Instant;
import java.util.Optional;

/**
 * One build.
 *
 * @param text the pipeline, as it was when the build began
 * @param fingerprint what the pipeline and its documents amounted to then
 * @param session what its calls go through, once one was opened
 * @param reason why it failed or stopped, for people
 * @param dueAt when there is something to do again; nothing once it has ended
 * @param reserved what requests under way will cost at most, as estimated
 * @param spent what answers have cost
 * @param cancelling somebody wants it to stop
 */
public record Build(
        BuildId id,
        PipelineName pipeline,
        Bytes text,
        Fingerprint fingerprint,
        BuildOptions options,
        BuildState state,
        Optional<SessionId> session,
        Optional<Reason> reason,
        Instant createdAt,
        Instant updatedAt,
        Optional<Instant> dueAt,
        Money reserved,
        Money spent,
        boolean cancelling) {

    /**
     * @param code stable: {@code BUDGET}, {@code POISONED}, or a failure's
     * @param message for people; sanitised by who shows it
     */
    public record Reason(String code, String message) {}
}
