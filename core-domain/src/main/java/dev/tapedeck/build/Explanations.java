package dev.tapedeck.build;

import dev.tapedeck.cassette.Mode;
import dev.tapedeck.pipeline.Layer;
import dev.tapedeck.pipeline.Pipeline;
import java.util.List;
import java.util.Optional;

/** Says of units why they were made, or taken over from an earlier build. */
final class Explanations {
    private final Workshop workshop;
    private final Build build;
    private final Pipeline pipeline;
    private final Ingredients ingredients;

    Explanations(Workshop workshop, Build build, Pipeline pipeline) {
        this.workshop = workshop;
        this.build = build;
        this.pipeline = pipeline;
        this.ingredients = new Ingredients(workshop.builds(), workshop.artifacts(), build.id());
    }

    UnitExplanation of(WorkUnit unit) {
        Optional<Layer> layer = pipeline.layer(unit.ref().layer());
        if (layer.isEmpty()) {
            return said(unit, "A document of a source.");
        }
        if (unit.request().isEmpty()) {
            return said(unit, "Its prompt could not be made.");
        }
        List<ArtifactId> parents = ingredients.of(layer.get(), unit).stream()
                .flatMap(input -> input.artifact().stream())
                .toList();
        Fingerprint own =
                UnitFingerprints.of(layer.get(), parents, unit.request().get());
        return unit.state() == UnitState.CACHED ? takenOver(unit, own) : made(unit, own);
    }

    private static UnitExplanation said(WorkUnit unit, String reason) {
        return new UnitExplanation(unit, Optional.empty(), List.of(), reason);
    }

    private UnitExplanation takenOver(WorkUnit unit, Fingerprint own) {
        Optional<BuildId> earlier = Optional.ofNullable(
                        workshop.artifacts().findMade(List.of(own.value())).get(own.value()))
                .map(Provenance::build);
        return new UnitExplanation(
                unit,
                earlier,
                List.of(),
                earlier.map("Build '%s' had made the same."::formatted).orElse("An earlier build had made the same."));
    }

    private UnitExplanation made(WorkUnit unit, Fingerprint own) {
        if (build.options().mode() != Mode.OFF) {
            return said(
                    unit,
                    "Mode %s takes nothing over."
                            .formatted(build.options().mode().id()));
        }
        if (!build.options().cache()) {
            return said(unit, "The build was started without cache.");
        }
        return workshop.artifacts()
                .findLatest(build.pipeline(), unit.ref().layer(), unit.label(), build.id())
                .map(latest -> compared(unit, own, latest))
                .orElseGet(() -> said(unit, "No earlier build had made a unit of this name."));
    }

    private static UnitExplanation compared(WorkUnit unit, Fingerprint own, Provenance latest) {
        List<String> differing = own.differing(latest.fingerprint());
        return new UnitExplanation(
                unit,
                Optional.of(latest.build()),
                differing,
                differing.isEmpty()
                        ? "Build '%s' has made the same meanwhile.".formatted(latest.build())
                        : "Different from build '%s': %s.".formatted(latest.build(), String.join(", ", differing)));
    }
}
