package dev.tapedeck.web.api;

import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.BuildStore;
import dev.tapedeck.build.BuildStore.UnitQuery;
import dev.tapedeck.build.Builds;
import dev.tapedeck.build.UnitState;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What builds were made of, and what they made. */
@Path(ApiPaths.BUILDS)
@Singleton
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Builds")
final class BuildArtifactsResource {
    private static final Set<UnitState> GOOD = Set.of(UnitState.SUCCEEDED, UnitState.CACHED);

    private final Builds builds;
    private final BuildStore store;
    private final ArtifactViews views;

    BuildArtifactsResource(Builds builds, BuildStore store, ArtifactViews views) {
        this.builds = builds;
        this.store = store;
        this.views = views;
    }

    @GET
    @Path("/{build}/artifacts")
    @Operation(
            operationId = "listBuildArtifacts",
            summary = "List a build's artifacts",
            description = "Of sources the documents, of layers the answers; in the order of the units.")
    @APIResponse(responseCode = "200", description = "A part of the list.")
    public PageView<BuiltArtifactView> list(
            @PathParam("build") String build,
            @QueryParam("layer") Optional<String> layer,
            @QueryParam("limit") @DefaultValue(Limit.USUAL) Limit limit,
            @QueryParam("after") Optional<String> after) {
        BuildId id = builds.fetch(new BuildId(build)).id();
        UnitQuery good = new UnitQuery(layer, GOOD, Optional.empty(), Set.of());
        return PageView.of(
                store.units(id, good, after.map(UnitPlace::parse), limit.andOneMore()),
                limit,
                UnitPlace::text,
                BuiltArtifactView::of);
    }

    @GET
    @Path("/{build}/artifacts/{artifact}")
    @Operation(
            operationId = "getBuildArtifact",
            summary = "Get an artifact, as a build made it",
            description =
                    "Its content, and how it came to be: first in this build, if it made it. Answers of units that failed are kept as artifacts too.")
    @APIResponse(responseCode = "200", description = "The artifact.")
    public ArtifactView get(@PathParam("build") String build, @PathParam("artifact") String artifact) {
        BuildId id = builds.fetch(new BuildId(build)).id();
        return views.of(ArtifactViews.id(artifact), id);
    }
}
