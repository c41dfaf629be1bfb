package dev.tapedeck.web.api;

import dev.tapedeck.build.ArtifactId;
import dev.tapedeck.build.ArtifactStore;
import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.Provenance;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;

/** Finds artifacts, and makes of them what the REST API answers. */
@Singleton
final class ArtifactViews {
    private final ArtifactStore artifacts;

    ArtifactViews(ArtifactStore artifacts) {
        this.artifacts = artifacts;
    }

    /** @throws Refusal if it can't be an id */
    static ArtifactId id(String text) {
        try {
            return new ArtifactId(text);
        } catch (IllegalArgumentException invalid) {
            throw Refusal.parameter("artifact", String.valueOf(invalid.getMessage()));
        }
    }

    /** @throws FailedCall {@code Unknown}, if there is none of that id */
    Bytes content(ArtifactId id) {
        return artifacts
                .find(id)
                .orElseThrow(() -> FailedCall.rejected(new Failure.Unknown(
                        Failure.Unknown.Kind.ARTIFACT,
                        "There is no artifact %s. GET %s/{build}/artifacts lists those of a build."
                                .formatted(id, ApiPaths.BUILDS))));
    }

    ArtifactView of(ArtifactId id) {
        return ArtifactView.of(id, content(id), artifacts.provenances(id));
    }

    /** How that build has made it first, if it has. */
    ArtifactView of(ArtifactId id, BuildId build) {
        List<Provenance> itsOwnFirst = artifacts.provenances(id).stream()
                .sorted(Comparator.comparing((Provenance made) -> !made.build().equals(build)))
                .toList();
        return ArtifactView.of(id, content(id), itsOwnFirst);
    }
}
