package dev.tapedeck.web.wiring;

import dev.tapedeck.resilience.PolicyEvent;
import dev.tapedeck.resilience.PolicyProblem;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Writes each event of policies as one line. Names of services, and messages, hold no control characters. */
final class PolicyLog implements Consumer<PolicyEvent> {
    private static final Logger LOG = Logger.getLogger(PolicyLog.class);

    @Override
    public void accept(PolicyEvent event) {
        switch (event) {
            case PolicyEvent.Reported(PolicyProblem problem) ->
                LOG.warnf(
                        "policy.problem service=%s source=\"%s\" message=\"%s\"",
                        problem.service(), problem.source().id(), problem.message());
            case PolicyEvent.UnknownService unknown ->
                LOG.warnf("policy.unknown_service service=%s message=\"%s\"", unknown.service(), unknown.message());
            case PolicyEvent.Changed changed ->
                LOG.infof(
                        "policy.changed service=%s version=%d policy=%s",
                        changed.service(), changed.version(), changed.json());
            case PolicyEvent.Removed removed -> LOG.infof("policy.removed service=%s", removed.service());
        }
    }
}
