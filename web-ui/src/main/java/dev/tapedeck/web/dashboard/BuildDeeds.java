package dev.tapedeck.web.dashboard;

import dev.tapedeck.build.Build;
import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.BuildStore;
import dev.tapedeck.build.Builds.Decision;
import dev.tapedeck.build.Builds.NotBuildable;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.web.build.BuildControl;
import dev.tapedeck.web.build.BuildDeed;
import dev.tapedeck.web.dashboard.BuildPageViews.Said;
import dev.tapedeck.web.dashboard.Frames.Place;
import dev.tapedeck.web.gateway.FailureStatus;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.resteasy.reactive.RestResponse;

/** Takes the forms that do something to a build. */
@Path("/builds/{build}/do/{deed}")
@RunOnVirtualThread
public final class BuildDeeds {
    private static final String DECIDE = "decide";
    private static final int BAD_REQUEST = 400;

    private final Frames frames;
    private final BuildStore store;
    private final BuildControl control;
    private final BuildPageViews views;
    private final NothingHere nothing;

    BuildDeeds(Frames frames, BuildStore store, BuildControl control, BuildPageViews views, NothingHere nothing) {
        this.frames = frames;
        this.store = store;
        this.control = control;
        this.views = views;
        this.nothing = nothing;
    }

    /** Where a page that told of a refusal leads when it is loaded again. */
    @GET
    public RestResponse<Void> back(@PathParam("build") String id) {
        return RestResponse.seeOther(
                URI.create(InAddress.build(id).map("/builds/%s"::formatted).orElse("/builds")));
    }

    /**
     * @param mismatch whether a build may be resumed though its pipeline is another one by now
     * @param batch the number of the batch that is decided
     * @param adopt the provider's id of it; nothing, if it was not submitted
     */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(PageWriter.HTML)
    public RestResponse<TemplateInstance> act(
            @PathParam("build") String id,
            @PathParam("deed") String deed,
            @FormParam("mismatch") @DefaultValue("") String mismatch,
            @FormParam("batch") @DefaultValue("") String batch,
            @FormParam("adopt") @DefaultValue("") String adopt) {
        Optional<Build> build = InAddress.build(id).flatMap(store::find);
        if (build.isEmpty()) {
            return nothing.build();
        }
        if (deed.equals(DECIDE)) {
            return decided(build.get(), InAddress.number(batch), adopt.strip());
        }
        return BuildDeed.find(deed)
                .map(known -> done(build.get(), deed, one -> act(known, one, mismatch.equals("allowed"))))
                .orElseGet(nothing::page);
    }

    private void act(BuildDeed deed, BuildId build, boolean allowMismatch) {
        switch (deed) {
            case RESUME -> control.resume(build, allowMismatch, Optional.empty());
            case RETRY -> control.retry(build);
            case CANCEL -> control.cancel(build);
            case RESET -> control.reset(build);
        }
    }

    private RestResponse<TemplateInstance> decided(Build build, int batch, String adopt) {
        if (!adopt.isEmpty() && !BuildControl.isRemoteId(adopt)) {
            return refused(BAD_REQUEST, build, "That can't be the provider's id of a batch: it has no blanks in it.");
        }
        Decision decision = adopt.isEmpty() ? new Decision.Resubmit() : new Decision.Adopt(adopt);
        return done(build, DECIDE, one -> control.decide(one, batch, decision));
    }

    private RestResponse<TemplateInstance> done(Build build, String deed, Consumer<BuildId> change) {
        try {
            change.accept(build.id());
            return RestResponse.seeOther(URI.create("/builds/%s?did=%s".formatted(build.id(), deed)));
        } catch (FailedCall failed) {
            return refused(
                    FailureStatus.of(failed.failure()), build, failed.failure().message());
        } catch (NotBuildable broken) {
            return refused(
                    BAD_REQUEST,
                    build,
                    "The pipeline can't be built as it is now. "
                            + broken.problems().getFirst().message());
        }
    }

    private RestResponse<TemplateInstance> refused(int status, Build build, String why) {
        Build now = store.find(build.id()).orElse(build);
        return RestResponse.ResponseBuilder.create(
                        RestResponse.Status.fromStatusCode(status),
                        Pages.build(
                                frames.at(Place.BUILDS, "Build of " + build.pipeline()),
                                views.of(now, UnitRows.Wanted.of("", "", ""), new Said("", why))))
                .build();
    }
}
