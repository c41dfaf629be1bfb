package dev.tapedeck.run;

import java.util.Map;
import java.util.Optional;

/**
 * What a run is to be.
 *
 * @param procedure for a playbook's
 */
public record RunSpec(RunName name, Map<String, String> labels, RunSources sources, Optional<Procedure> procedure) {
    public RunSpec {
        labels = Map.copyOf(labels);
    }

    /** One of which only the name is known. */
    public static RunSpec named(RunName name) {
        return new RunSpec(name, Map.of(), RunSources.NONE, Optional.empty());
    }
}
