package dev.tapedeck.web.resilience;

import dev.tapedeck.exchange.FailedCall;
import jakarta.inject.Singleton;

/** Does to circuits what people ask for, and keeps in mind who did and why. */
@Singleton
public final class CircuitControl {
    /** No reason may be longer. */
    public static final int LONGEST_REASON = 500;

    private final AuditTrail audit;
    private final PlainText plain;

    CircuitControl(AuditTrail audit, PlainText plain) {
        this.audit = audit;
        this.plain = plain;
    }

    /** Whether this may be given as a reason: 1 to {@value #LONGEST_REASON} characters, not all of them blank. */
    public static boolean isReason(String reason) {
        return !reason.isBlank() && reason.length() <= LONGEST_REASON;
    }

    /**
     * Does it, once it is in the audit log.
     *
     * @param reason why; secrets are taken out of it
     * @throws FailedCall if it can't be written there, and nothing was done
     */
    public void act(CircuitDeed deed, Circuits.Watched target, String reason) {
        String why = plain.whole(reason);
        String before = "was " + target.circuit().snapshot().state();
        audit.write("circuit." + deed.id(), target.name(), why, before);
        deed.done(target.circuit(), why);
    }
}
