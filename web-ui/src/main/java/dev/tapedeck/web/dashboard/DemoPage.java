package dev.tapedeck.web.dashboard;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.web.build.BuildControl;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.jboss.resteasy.reactive.RestResponse;

/** Takes the form that adds the demo pipeline. */
@Path("/builds/demo")
@RunOnVirtualThread
public final class DemoPage {
    private static final URI PLAN = URI.create("/builds/plan?pipeline=" + DemoPipeline.NAME);

    private final BuildControl control;

    DemoPage(BuildControl control) {
        this.control = control;
    }

    /** Where a page leads that was loaded again. */
    @GET
    public RestResponse<Void> back() {
        return RestResponse.seeOther(URI.create("/builds"));
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    public RestResponse<Void> add() {
        try {
            control.put(DemoPipeline.NAME, DemoPipeline.text());
            return RestResponse.seeOther(PLAN);
        } catch (FailedCall toldByTheList) {
            return RestResponse.seeOther(URI.create("/builds"));
        }
    }
}
