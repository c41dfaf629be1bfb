package dev.tapedeck.web.api;

import dev.tapedeck.build.ArtifactId;
import dev.tapedeck.pipeline.CheckedPipeline;
import dev.tapedeck.pipeline.Gathering;
import dev.tapedeck.pipeline.Layer;
import dev.tapedeck.pipeline.OnFailure;
import dev.tapedeck.pipeline.Pipeline;
import dev.tapedeck.pipeline.PipelineStore.Stored;
import dev.tapedeck.pipeline.Source;
import jakarta.ws.rs.core.EntityTag;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A pipeline. */
record PipelineView(
        String name,

        @Schema(description = "Whether it can be built, as far as its text says.")
        boolean valid,

        @Schema(description = "Everything that is wrong in its text.")
        List<TextProblemView> problems,

        @Schema(description = "Where its documents come from; empty if it is broken.")
        List<SourceView> sources,

        @Schema(description = "Each after those it works on; empty if it is broken.")
        List<LayerOutlineView> layers,

        @Schema(description = "As it was put; not in a list.")
        Optional<String> text) {

    /** Where documents come from. */
    record SourceView(
            String name,

            @Schema(
                    description =
                            "The folder, below the pipeline's own; nothing if the documents stand in the pipeline.")
            Optional<String> path,

            @Schema(description = "Which of its files are taken.")
            Optional<String> include,

            @Schema(description = "How many documents stand in the pipeline; nothing for a folder.")
            Optional<Integer> documents) {
        static SourceView of(Source source) {
            return switch (source.origin()) {
                case Source.Origin.Folder(String path, String include) ->
                    new SourceView(source.name(), Optional.of(path), Optional.of(include), Optional.empty());
                case Source.Origin.Inline inline ->
                    new SourceView(
                            source.name(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(inline.documents().size()));
            };
        }
    }

    /** What a layer does. */
    record LayerOutlineView(
            String name,

            @Schema(description = "The sources and layers it works on.")
            List<String> inputs,

            @Schema(
                    description =
                            "How many inputs go into one unit: `each` one, `all`, or those of a value in their metadata.",
                    examples = {"each", "all", "groupBy team"})
            String gathering,

            String provider,
            String model,

            @Schema(enumeration = {"chat", "responses", "embeddings"})
            String endpoint,

            @Schema(enumeration = {"auto", "always", "never"})
            String batch,

            @Schema(
                    description = "What becomes of the layers below when units of this one have failed for good.",
                    examples = {"block", "continue", "minSuccess 0.9"})
            String onFailure) {
        static LayerOutlineView of(Layer layer) {
            return new LayerOutlineView(
                    layer.name(),
                    layer.inputs(),
                    gathering(layer.gathering()),
                    layer.provider().value(),
                    layer.model(),
                    layer.endpoint().id(),
                    layer.batch().id(),
                    onFailure(layer.onFailure()));
        }

        static String gathering(Gathering gathering) {
            return switch (gathering) {
                case Gathering.Each each -> "each";
                case Gathering.All all -> "all";
                case Gathering.GroupBy(String key) -> "groupBy " + key;
            };
        }

        private static String onFailure(OnFailure onFailure) {
            return switch (onFailure) {
                case OnFailure.Block block -> "block";
                case OnFailure.Continue goesOn -> "continue";
                case OnFailure.MinSuccess(double share) -> "minSuccess " + share;
            };
        }
    }

    /** With its text. */
    static PipelineView of(Stored stored) {
        return of(stored, Optional.of(stored.text().text()));
    }

    /** Without it. */
    static PipelineView listed(Stored stored) {
        return of(stored, Optional.empty());
    }

    private static PipelineView of(Stored stored, Optional<String> text) {
        TextCheckView check = TextCheckView.of(stored.checked());
        return new PipelineView(
                stored.name().value(),
                check.valid(),
                check.problems(),
                pipeline(stored).map(Pipeline::sources).orElse(List.of()).stream()
                        .map(SourceView::of)
                        .toList(),
                pipeline(stored).map(Pipeline::layers).orElse(List.of()).stream()
                        .map(LayerOutlineView::of)
                        .toList(),
                text);
    }

    private static Optional<Pipeline> pipeline(Stored stored) {
        return stored.checked() instanceof CheckedPipeline.Valid(Pipeline pipeline)
                ? Optional.of(pipeline)
                : Optional.empty();
    }

    /** Changes with its text. */
    static EntityTag tag(Stored stored) {
        return new EntityTag(ArtifactId.of(stored.text()).value());
    }
}
