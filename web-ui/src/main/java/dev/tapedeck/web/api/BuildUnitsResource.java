package dev.tapedeck.web.api;

import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.BuildStore;
import dev.tapedeck.build.BuildStore.UnitQuery;
import dev.tapedeck.build.Builds;
import dev.tapedeck.build.UnitRequest;
import dev.tapedeck.build.UnitState;
import dev.tapedeck.build.WorkUnit;
import dev.tapedeck.cassette.RequestKey;
import dev.tapedeck.web.resilience.PlainText;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The units of builds. */
@Path(ApiPaths.BUILDS)
@Singleton
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Builds")
final class BuildUnitsResource {
    private final Builds builds;
    private final BuildStore store;
    private final PlainText plain;

    BuildUnitsResource(Builds builds, BuildStore store, PlainText plain) {
        this.builds = builds;
        this.store = store;
        this.plain = plain;
    }

    @GET
    @Path("/{build}/units")
    @Operation(
            operationId = "listUnits",
            summary = "List a build's units",
            description = "Layer by layer, sources first, each in the order of its inputs.")
    @APIResponse(responseCode = "200", description = "A part of the list.")
    public PageView<UnitView> units(
            @PathParam("build") String build,
            @QueryParam("state") Optional<String> state,
            @QueryParam("layer") Optional<String> layer,
            @QueryParam("limit") @DefaultValue(Limit.USUAL) Limit limit,
            @QueryParam("after") Optional<String> after) {
        BuildId id = builds.fetch(new BuildId(build)).id();
        Set<UnitState> states =
                state.map(text -> States.read(text, UnitState.class)).orElse(Set.of());
        List<WorkUnit> found = store.units(
                id,
                new UnitQuery(layer, states, Optional.empty(), Set.of()),
                after.map(UnitPlace::parse),
                limit.andOneMore());
        Map<RequestKey, UnitRequest> requests = store.requests(
                id, found.stream().flatMap(unit -> unit.request().stream()).toList());
        return PageView.of(
                found,
                limit,
                UnitPlace::text,
                unit -> UnitView.of(
                        unit, unit.request().flatMap(key -> Optional.ofNullable(requests.get(key))), plain::whole));
    }

    @GET
    @Path("/{build}/explain")
    @Operation(
            operationId = "explainBuild",
            summary = "Explain which units were made",
            description =
                    "For each unit why it was made, or taken over from an earlier build, and what is different from the last one of its name.")
    @APIResponse(responseCode = "200", description = "A part of the list.")
    public PageView<UnitExplanationView> explain(
            @PathParam("build") String build,
            @QueryParam("limit") @DefaultValue(Limit.USUAL) Limit limit,
            @QueryParam("after") Optional<String> after) {
        return PageView.of(
                builds.explain(new BuildId(build), after.map(UnitPlace::parse), limit.andOneMore()),
                limit,
                explanation -> UnitPlace.text(explanation.unit()),
                UnitExplanationView::of);
    }
}
