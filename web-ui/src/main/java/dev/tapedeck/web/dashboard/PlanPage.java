package dev.tapedeck.web.dashboard;

import dev.tapedeck.build.Build;
import dev.tapedeck.build.BuildOptions;
import dev.tapedeck.build.BuildPlan;
import dev.tapedeck.build.BuildPlan.LayerPlan;
import dev.tapedeck.build.Builds;
import dev.tapedeck.build.Builds.NotBuildable;
import dev.tapedeck.build.Money;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.pipeline.PipelineName;
import dev.tapedeck.pipeline.PipelineStore;
import dev.tapedeck.web.build.BuildAsked.Misread;
import dev.tapedeck.web.build.BuildAsked.Reading;
import dev.tapedeck.web.build.BuildControl;
import dev.tapedeck.web.dashboard.BuildsView.Wrong;
import dev.tapedeck.web.dashboard.Frames.Place;
import dev.tapedeck.web.dashboard.PlanView.LayerRow;
import dev.tapedeck.web.dashboard.PlanView.Totals;
import dev.tapedeck.web.gateway.FailureStatus;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/** The plan of a build, with prices before anything is spent, and the form that starts it. */
@Path("/builds/plan")
@RunOnVirtualThread
public final class PlanPage {
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final String NO_PRICE = "";
    private static final Totals NOTHING = new Totals(NO_PRICE, NO_PRICE, "", 0, 0);

    private final Frames frames;
    private final PipelineStore pipelines;
    private final Builds builds;
    private final BuildControl control;
    private final NothingHere nothing;

    PlanPage(Frames frames, PipelineStore pipelines, Builds builds, BuildControl control, NothingHere nothing) {
        this.frames = frames;
        this.pipelines = pipelines;
        this.builds = builds;
        this.control = control;
        this.nothing = nothing;
    }

    /** What came of planning. */
    private record Planned(
            int status,
            List<String> misread,
            List<Wrong> problems,
            List<LayerRow> layers,
            Totals totals,
            String trouble) {
        static Planned misread(List<Misread> wrong) {
            return new Planned(
                    BAD_REQUEST, wrong.stream().map(Misread::message).toList(), List.of(), List.of(), NOTHING, "");
        }

        static Planned broken(NotBuildable broken) {
            return new Planned(
                    OK,
                    List.of(),
                    broken.problems().stream().map(BuildsPage::wrong).toList(),
                    List.of(),
                    NOTHING,
                    "");
        }

        static Planned failed(FailedCall failed) {
            return new Planned(
                    FailureStatus.of(failed.failure()),
                    List.of(),
                    List.of(),
                    List.of(),
                    NOTHING,
                    failed.failure().message());
        }

        static Planned of(BuildPlan plan) {
            return new Planned(
                    OK,
                    List.of(),
                    List.of(),
                    plan.layers().stream().map(PlanPage::row).toList(),
                    PlanPage.totals(plan),
                    "");
        }
    }

    @GET
    @Produces(PageWriter.HTML)
    public RestResponse<TemplateInstance> show(@Context UriInfo uri) {
        PlanForm form = new PlanForm(uri.getQueryParameters());
        return InAddress.pipeline(form.pipeline())
                .filter(name -> pipelines.find(name).isPresent())
                .map(name -> page(name, form, planned(name, form)))
                .orElseGet(nothing::pipeline);
    }

    private Planned planned(PipelineName name, PlanForm form) {
        Reading reading = form.reading();
        if (reading.options().isEmpty()) {
            return Planned.misread(reading.misread());
        }
        try {
            return Planned.of(builds.plan(name, reading.options().get()));
        } catch (NotBuildable broken) {
            return Planned.broken(broken);
        } catch (FailedCall failed) {
            return Planned.failed(failed);
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(PageWriter.HTML)
    public RestResponse<TemplateInstance> start(MultivaluedMap<String, String> fields) {
        PlanForm form = new PlanForm(fields);
        Optional<PipelineName> name = InAddress.pipeline(form.pipeline());
        if (name.isEmpty()) {
            return nothing.pipeline();
        }
        Optional<BuildOptions> options = form.reading().options();
        if (options.isEmpty()) {
            return page(name.get(), form, planned(name.get(), form));
        }
        try {
            Build started = control.start(name.get(), options.get(), Optional.empty());
            return RestResponse.seeOther(URI.create("/builds/%s?did=start".formatted(started.id())));
        } catch (NotBuildable broken) {
            return page(name.get(), form, Planned.broken(broken));
        } catch (FailedCall failed) {
            return page(name.get(), form, Planned.failed(failed));
        }
    }

    private RestResponse<TemplateInstance> page(PipelineName name, PlanForm form, Planned planned) {
        PlanView view = new PlanView(
                name.value(),
                pipelines.list().stream()
                        .map(stored -> new FilterView.Option(
                                stored.name().value(), 0, stored.name().equals(name)))
                        .toList(),
                form.shown(),
                planned.misread(),
                planned.problems(),
                planned.layers(),
                planned.totals(),
                planned.trouble());
        return RestResponse.ResponseBuilder.create(
                        RestResponse.Status.fromStatusCode(planned.status()),
                        Pages.plan(frames.at(Place.BUILDS, "Plan of " + name), view))
                .build();
    }

    private static LayerRow row(LayerPlan plan) {
        return new LayerRow(
                plan.layer(),
                plan.provider(),
                plan.model(),
                plan.batched() ? "batch" : "one by one",
                plan.exact(),
                plan.units(),
                plan.cached(),
                plan.fresh(),
                plan.batches(),
                plan.inputTokens(),
                plan.estimated(),
                dollars(plan.syncCost()),
                dollars(plan.batchCost()),
                dollars(plan.cost()),
                plan.expectedWait().map(Duration::toMillis).map(Figures::millis).orElse(""));
    }

    private static Totals totals(BuildPlan plan) {
        Optional<Money> savings = plan.syncCost().flatMap(sync -> plan.cost().map(sync::minus));
        return new Totals(
                dollars(plan.cost()),
                dollars(plan.syncCost()),
                dollars(savings.filter(saved -> saved.nanos() > 0)),
                plan.layers().stream().mapToLong(LayerPlan::fresh).sum(),
                plan.layers().stream().mapToLong(LayerPlan::cached).sum());
    }

    private static String dollars(Optional<Money> amount) {
        return amount.map(Money::dollars).map(Figures::dollars).orElse(NO_PRICE);
    }
}
