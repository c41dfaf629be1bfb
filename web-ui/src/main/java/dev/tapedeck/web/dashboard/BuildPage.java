package dev.tapedeck.web.dashboard;

import dev.tapedeck.build.Build;
import dev.tapedeck.build.BuildStore;
import dev.tapedeck.web.dashboard.BuildPageViews.Said;
import dev.tapedeck.web.dashboard.Frames.Place;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/** One build. */
@Path("/builds/{build}")
@RunOnVirtualThread
public final class BuildPage {
    private final Frames frames;
    private final BuildStore store;
    private final BuildPageViews views;
    private final NothingHere nothing;

    BuildPage(Frames frames, BuildStore store, BuildPageViews views, NothingHere nothing) {
        this.frames = frames;
        this.store = store;
        this.views = views;
        this.nothing = nothing;
    }

    /**
     * @param layer only units of this layer
     * @param state only units in this state
     * @param after the unit after which their list goes on
     * @param did what has just been done
     */
    @GET
    @Produces(PageWriter.HTML)
    public RestResponse<TemplateInstance> show(
            @PathParam("build") String id,
            @QueryParam("layer") @DefaultValue("") String layer,
            @QueryParam("state") @DefaultValue("") String state,
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("did") @DefaultValue("") String did) {
        Optional<Build> build = InAddress.build(id).flatMap(store::find);
        return build.map(found -> RestResponse.ok(Pages.build(
                        frames.at(Place.BUILDS, "Build of " + found.pipeline()),
                        views.of(found, UnitRows.Wanted.of(layer, state, after), new Said(told(did), "")))))
                .orElseGet(nothing::build);
    }

    private static String told(String did) {
        return switch (did) {
            case "start" -> "The build is started. It goes on whether this page is open or not.";
            case "resume" -> "The build is resumed.";
            case "retry" -> "What failed is tried again.";
            case "cancel" -> "The build is asked to stop; what its batches have brought by then is kept.";
            case "reset" -> "The build is given up. Everything it has made is kept.";
            case "decide" -> "The batch is decided, and the build goes on.";
            default -> "";
        };
    }
}
