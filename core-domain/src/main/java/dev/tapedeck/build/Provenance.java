package dev.tapedeck.build;

import dev.tapedeck.cassette.RequestKey;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.pipeline.PipelineName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * How an artifact came to be.
 *
 * @param fingerprint of the unit that made it: the same one need not be made again
 * @param parents what it was made of, in order; at most the first 10,000
 * @param missing the labels of inputs that had failed, and that it was made without
 * @param interaction {@code <cassette>/<number>}, if the call was recorded or played
 * @param at to the microsecond
 */
public record Provenance(
        ArtifactId artifact,
        Fingerprint fingerprint,
        BuildId build,
        PipelineName pipeline,
        UnitRef unit,
        String label,
        ProviderName provider,
        String model,
        List<ArtifactId> parents,
        List<String> missing,
        RequestKey request,
        Optional<String> interaction,
        Optional<Tokens> usage,
        Money cost,
        Instant at) {
    public Provenance {
        parents = List.copyOf(parents);
        missing = List.copyOf(missing);
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /** As the provider counted them. */
    public record Tokens(long input, long output) {}
}
