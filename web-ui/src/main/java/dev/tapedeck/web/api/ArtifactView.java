package dev.tapedeck.web.api;

import dev.tapedeck.build.ArtifactId;
import dev.tapedeck.build.Provenance;
import dev.tapedeck.exchange.Bytes;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An artifact: its content, and how it came to be. */
record ArtifactView(
        @Schema(description = "The SHA-256 of its content.") String id,

        @Schema(description = "How long the content is.") int bytes,

        BodyView content,

        @Schema(
                description =
                        "The fingerprint of the unit that made it: the same one need not be made again. Nothing for a document of a source, or the answer of a unit that failed.")
        Optional<String> fingerprint,

        @Schema(description = "What it was made of, in order; at most the first 10,000.")
        List<String> parents,

        @Schema(description = "The key of the request that it is the answer to.")
        Optional<String> request,

        @Schema(description = "The interaction on a cassette that holds the answer: `<cassette>/<number>`.")
        Optional<String> take,

        @Schema(description = "How it came to be, latest first; at most 100. The members above are of the first.")
        List<ProvenanceView> provenance) {

    /** How an artifact came to be once. */
    @Schema(name = "Provenance")
    record ProvenanceView(
            String build,
            String pipeline,
            String layer,

            @Schema(description = "The number of the unit.") int number,

            String label,
            String provider,
            String model,

            @Schema(description = "The fingerprint of the unit.")
            String fingerprint,

            @Schema(description = "What goes into the fingerprint: a digest of each component.")
            Map<String, String> components,

            List<String> parents,

            @Schema(description = "The labels of inputs that had failed, and that it was made without.")
            List<String> missing,

            String request,
            Optional<String> take,
            Optional<TokensView> usage,

            @Schema(description = "In US dollars; 0 if it was played, or another unit has paid for the request.")
            BigDecimal cost,

            Instant at) {
        static ProvenanceView of(Provenance provenance) {
            return new ProvenanceView(
                    provenance.build().value(),
                    provenance.pipeline().value(),
                    provenance.unit().layer(),
                    provenance.unit().number(),
                    provenance.label(),
                    provenance.provider().value(),
                    provenance.model(),
                    provenance.fingerprint().value(),
                    provenance.fingerprint().components(),
                    ids(provenance.parents()),
                    provenance.missing(),
                    provenance.request().toString(),
                    provenance.interaction(),
                    provenance.usage().map(used -> new TokensView(used.input(), used.output())),
                    provenance.cost().dollars(),
                    provenance.at());
        }
    }

    /** Tokens, as the provider counted them. */
    @Schema(name = "Tokens")
    record TokensView(long input, long output) {}

    /** @param provenances the one that matters most first */
    static ArtifactView of(ArtifactId id, Bytes content, List<Provenance> provenances) {
        Optional<Provenance> first = provenances.stream().findFirst();
        return new ArtifactView(
                id.value(),
                content.length(),
                BodyView.of(content),
                first.map(made -> made.fingerprint().value()),
                ids(first.map(Provenance::parents).orElse(List.of())),
                first.map(made -> made.request().toString()),
                first.flatMap(Provenance::interaction),
                provenances.stream().map(ProvenanceView::of).toList());
    }

    private static List<String> ids(List<ArtifactId> parents) {
        return parents.stream().map(ArtifactId::value).toList();
    }
}
