package dev.tapedeck.web.dashboard;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.run.Run;
import dev.tapedeck.run.RunLog;
import dev.tapedeck.web.dashboard.BuildPageViews.Said;
import dev.tapedeck.web.dashboard.Frames.Place;
import dev.tapedeck.web.gateway.FailureStatus;
import dev.tapedeck.web.run.RunControl;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.resteasy.reactive.RestResponse;

/** Takes the form that ends a run. */
@Path("/runs/{run}/do/end")
@RunOnVirtualThread
public final class RunEnding {
    private final Frames frames;
    private final RunLog log;
    private final RunControl control;
    private final RunPageViews views;
    private final NothingHere nothing;

    RunEnding(Frames frames, RunLog log, RunControl control, RunPageViews views, NothingHere nothing) {
        this.frames = frames;
        this.log = log;
        this.control = control;
        this.views = views;
        this.nothing = nothing;
    }

    /** Where a page that told of a refusal leads when it is loaded again. */
    @GET
    public RestResponse<Void> back(@PathParam("run") String id) {
        return RestResponse.seeOther(
                URI.create(InAddress.run(id).map("/runs/%s"::formatted).orElse("/runs")));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(PageWriter.HTML)
    public RestResponse<TemplateInstance> end(@PathParam("run") String id) {
        Optional<Run> run = InAddress.run(id).flatMap(log::find);
        return run.map(this::ended).orElseGet(nothing::run);
    }

    private RestResponse<TemplateInstance> ended(Run run) {
        try {
            control.terminate(run.id());
            return RestResponse.seeOther(URI.create("/runs/%s?did=end".formatted(run.id())));
        } catch (FailedCall failed) {
            return refused(
                    FailureStatus.of(failed.failure()), run, failed.failure().message());
        }
    }

    private RestResponse<TemplateInstance> refused(int status, Run run, String why) {
        Run now = log.find(run.id()).orElse(run);
        return RestResponse.ResponseBuilder.create(
                        RestResponse.Status.fromStatusCode(status),
                        Pages.run(
                                frames.at(Place.RUNS, "Run " + run.name()),
                                views.of(now, OptionalLong.empty(), new Said("", why))))
                .build();
    }
}
