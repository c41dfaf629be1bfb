package dev.tapedeck.run;

import java.util.List;
import java.util.Optional;

/**
 * What a run that is a playbook's came to.
 *
 * @param playbook its name
 * @param dryRun whether nothing was carried out
 * @param stepResults in order, the one that failed among them
 * @param userMessage why it failed, in the words that the playbook has for people
 * @param cause the failure itself; sanitised
 * @param error what stopped it, with the step
 * @param warnings what a dry run found
 * @param data what the steps stored, as a JSON object; a JSON text, if the redactor withholds it
 */
public record Procedure(
        String playbook,
        boolean dryRun,
        List<StepResult> stepResults,
        Optional<String> userMessage,
        Optional<String> cause,
        Optional<String> error,
        List<String> warnings,
        String data) {
    public Procedure {
        stepResults = List.copyOf(stepResults);
        warnings = List.copyOf(warnings);
    }

    /** One of which nothing has been done yet. */
    public static Procedure of(String playbook, boolean dryRun) {
        return new Procedure(
                playbook, dryRun, List.of(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), "{}");
    }

    public boolean success() {
        return error.isEmpty();
    }
}
