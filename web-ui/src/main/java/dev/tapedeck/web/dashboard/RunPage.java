package dev.tapedeck.web.dashboard;

import dev.tapedeck.run.Run;
import dev.tapedeck.run.RunLog;
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
import java.util.OptionalLong;
import org.jboss.resteasy.reactive.RestResponse;

/** One run. */
@Path("/runs/{run}")
@RunOnVirtualThread
public final class RunPage {
    private final Frames frames;
    private final RunLog log;
    private final RunPageViews views;
    private final NothingHere nothing;

    RunPage(Frames frames, RunLog log, RunPageViews views, NothingHere nothing) {
        this.frames = frames;
        this.log = log;
        this.views = views;
        this.nothing = nothing;
    }

    /**
     * @param after the number of the entry after which the part of the timeline begins; its end, if that is no number
     * @param did what has just been done
     */
    @GET
    @Produces(PageWriter.HTML)
    public RestResponse<TemplateInstance> show(
            @PathParam("run") String id,
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("did") @DefaultValue("") String did) {
        Optional<Run> run = InAddress.run(id).flatMap(log::find);
        String told = did.equals("end") ? "The run is ended. Everything it has done is kept." : "";
        return run.map(found -> RestResponse.ok(Pages.run(
                        frames.at(Place.RUNS, "Run " + found.name()),
                        views.of(found, place(after), new Said(told, "")))))
                .orElseGet(nothing::run);
    }

    private static OptionalLong place(String after) {
        int number = InAddress.number(after);
        return number > 0 || after.equals("0") ? OptionalLong.of(number) : OptionalLong.empty();
    }
}
