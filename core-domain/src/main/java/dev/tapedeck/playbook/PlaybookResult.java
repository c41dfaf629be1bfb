package dev.tapedeck.playbook;

import dev.tapedeck.run.Procedure;
import java.time.Duration;

/**
 * What a playbook came to.
 *
 * @param spent everything, that of failed attempts and recoveries too
 */
public record PlaybookResult(Procedure procedure, Duration duration, Spent spent) {
    public boolean success() {
        return procedure.success();
    }
}
