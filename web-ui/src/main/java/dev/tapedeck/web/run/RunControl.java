package dev.tapedeck.web.run;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.run.Run;
import dev.tapedeck.run.RunEnd;
import dev.tapedeck.run.RunId;
import dev.tapedeck.run.RunStatus;
import dev.tapedeck.run.Runs;
import dev.tapedeck.web.resilience.AuditTrail;
import jakarta.inject.Singleton;

/** Does to runs what people ask for, once it is in the audit log. */
@Singleton
public final class RunControl {
    private final Runs runs;
    private final AuditTrail audit;

    RunControl(Runs runs, AuditTrail audit) {
        this.runs = runs;
        this.audit = audit;
    }

    /**
     * Ends one that goes on, as terminated.
     *
     * @throws FailedCall {@code Unknown}; {@code Conflict}, if it has ended; and if the audit log can't be written: then
     *     nothing was done
     */
    public Run terminate(RunId id) {
        Run run = runs.fetch(id);
        if (run.status().ended()) {
            throw FailedCall.rejected(new Failure.Conflict("Run '%s' has ended already (%s)."
                    .formatted(id, run.status().id())));
        }
        audit.write("run.end", id.value(), "", RunStatus.TERMINATED.id());
        return runs.finish(id, RunEnd.of(RunStatus.TERMINATED, "It was ended on the dashboard."));
    }
}
