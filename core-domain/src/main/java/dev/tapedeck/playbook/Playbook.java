package dev.tapedeck.playbook;

import java.util.List;
import java.util.Optional;

/**
 * A procedure: steps, one after the other.
 *
 * @param description what it is for, also for a model that recovers a step
 * @param parameters what it is started with, in the order of the text
 * @param recovery who mends steps, if it says so
 * @param steps at least one, none more than the guardrails allow
 */
public record Playbook(
        PlaybookName name,
        String description,
        List<Parameter> parameters,
        GuardrailSettings guardrails,
        Optional<Recovery> recovery,
        List<Step> steps) {
    public Playbook {
        parameters = List.copyOf(parameters);
        steps = List.copyOf(steps);
    }
}
