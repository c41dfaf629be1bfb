package dev.tapedeck.audit;

import java.time.Instant;

/**
 * One change that somebody made. Holds no secret: who writes it has taken them out.
 *
 * @param who {@code anonymous}, and where from
 * @param action what was done: {@code circuit.reset}
 * @param target to what: the name of a circuit, or of a service
 * @param reason why, in the words of who did it; empty if nobody asked for one
 * @param details what the change consisted in; empty if the action says it all; at most {@value #LONGEST} characters
 */
public record AuditEntry(Instant at, String who, String action, String target, String reason, String details) {
    /** No text in an entry is longer. */
    public static final int LONGEST = 20_000;

    public AuditEntry {
        checked("who", who);
        checked("action", action);
        checked("target", target);
        checked("reason", reason);
        checked("details", details);
    }

    private static void checked(String name, String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "'%s' of an entry has %d characters: the most are %d.".formatted(name, text.length(), LONGEST));
        }
    }
}
