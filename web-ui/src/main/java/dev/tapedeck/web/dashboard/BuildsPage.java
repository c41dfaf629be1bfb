package dev.tapedeck.web.dashboard;

import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.BuildState;
import dev.tapedeck.declared.TextProblem;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Listed;
import dev.tapedeck.pipeline.CheckedPipeline;
import dev.tapedeck.pipeline.Layer;
import dev.tapedeck.pipeline.Pipeline;
import dev.tapedeck.pipeline.PipelineName;
import dev.tapedeck.pipeline.PipelineStore;
import dev.tapedeck.pipeline.PipelineStore.Stored;
import dev.tapedeck.pipeline.Source;
import dev.tapedeck.web.build.BuildPicture;
import dev.tapedeck.web.build.BuildPictures;
import dev.tapedeck.web.dashboard.BuildsView.PipelineRow;
import dev.tapedeck.web.dashboard.BuildsView.Wrong;
import dev.tapedeck.web.dashboard.FilterView.Option;
import dev.tapedeck.web.dashboard.Frames.Place;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The pipelines, and the builds of them. */
@Path("/builds")
@RunOnVirtualThread
public final class BuildsPage {
    private static final String PATH = "/builds";
    private static final int ROWS = 50;
    /** The pipeline that is shipped. */
    private static final String DEMO = "team-report";

    private final Frames frames;
    private final PipelineStore pipelines;
    private final BuildPictures pictures;
    private final BuildRows rows;

    BuildsPage(Frames frames, PipelineStore pipelines, BuildPictures pictures, BuildRows rows) {
        this.frames = frames;
        this.pipelines = pipelines;
        this.pictures = pictures;
        this.rows = rows;
    }

    /** What the address asks for; conditions that mean nothing here are left out. */
    private record Wanted(Optional<BuildState> state, Optional<PipelineName> pipeline, Optional<BuildId> after) {
        boolean narrow() {
            return state.isPresent() || pipeline.isPresent();
        }

        /** The address of this list, from that place on. */
        String address(String place) {
            String conditions = state.map(each -> "state=" + id(each) + "&").orElse("")
                    + pipeline.map(name -> "pipeline=" + name + "&").orElse("")
                    + place;
            return conditions.isEmpty()
                    ? PATH
                    : PATH + "?" + conditions.substring(0, conditions.length() - (place.isEmpty() ? 1 : 0));
        }
    }

    /** @param after the build after which the list goes on */
    @GET
    @Produces(PageWriter.HTML)
    public TemplateInstance show(
            @QueryParam("state") @DefaultValue("") String state,
            @QueryParam("pipeline") @DefaultValue("") String pipeline,
            @QueryParam("after") @DefaultValue("") String after,
            @Context UriInfo uri) {
        Wanted wanted = new Wanted(state(state), InAddress.pipeline(pipeline), InAddress.build(after));
        try {
            return Pages.builds(frames.at(Place.BUILDS, "Builds"), view(wanted, Address.of(uri)));
        } catch (FailedCall failed) {
            BuildsView trouble = new BuildsView(
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    wanted.narrow(),
                    "",
                    "",
                    "",
                    "",
                    failed.failure().message());
            return Pages.builds(frames.at(Place.BUILDS, "Builds"), trouble);
        }
    }

    private BuildsView view(Wanted wanted, String address) {
        List<Stored> all = pipelines.list();
        List<Listed<BuildId, BuildPicture>> found = pictures.list(
                wanted.state().map(Set::of).orElse(Set.of()), wanted.pipeline(), wanted.after(), ROWS + 1);
        List<Listed<BuildId, BuildPicture>> shown = found.subList(0, Math.min(found.size(), ROWS));
        return new BuildsView(
                all.stream().map(BuildsPage::row).toList(),
                Listed.readable(shown).stream().map(rows::row).toList(),
                Listed.unreadable(shown).stream().map(Failure.Damaged::message).toList(),
                Arrays.stream(BuildState.values())
                        .map(each -> new Option(id(each), 0, wanted.state().equals(Optional.of(each))))
                        .toList(),
                all.stream()
                        .map(stored -> new Option(
                                stored.name().value(), 0, wanted.pipeline().equals(Optional.of(stored.name()))))
                        .toList(),
                wanted.narrow(),
                found.size() > ROWS ? wanted.address("after=" + shown.getLast().place()) : "",
                wanted.after().isPresent() ? wanted.address("") : "",
                teaching(address),
                "",
                "");
    }

    /** Plans a build of the pipeline that is shipped, starts one, and looks at it. */
    private static String teaching(String address) {
        return """
                curl -s %1$s/api/v1/builds/plan -H 'content-type: application/json' -d '{"pipeline":"%2$s"}'
                curl -s %1$s/api/v1/builds -H 'content-type: application/json' -d '{"pipeline":"%2$s"}'
                curl -s %1$s/api/v1/builds/latest""".formatted(address, DEMO);
    }

    private static Optional<BuildState> state(String text) {
        return Arrays.stream(BuildState.values())
                .filter(state -> id(state).equals(text))
                .findFirst();
    }

    private static String id(BuildState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static PipelineRow row(Stored stored) {
        return switch (stored.checked()) {
            case CheckedPipeline.Valid(Pipeline pipeline) ->
                new PipelineRow(stored.name().value(), outline(pipeline), List.of());
            case CheckedPipeline.Broken(List<TextProblem> problems) ->
                new PipelineRow(
                        stored.name().value(),
                        "",
                        problems.stream().map(BuildsPage::wrong).toList());
        };
    }

    private static String outline(Pipeline pipeline) {
        return "%s → %s"
                .formatted(
                        pipeline.sources().stream().map(Source::name).collect(Collectors.joining(", ")),
                        pipeline.layers().stream()
                                .map(layer -> "%s (%s)".formatted(layer.name(), model(layer)))
                                .collect(Collectors.joining(" → ")));
    }

    private static String model(Layer layer) {
        return layer.provider() + " " + layer.model();
    }

    static Wrong wrong(TextProblem problem) {
        return new Wrong(problem.line(), problem.pointer(), problem.message());
    }
}
