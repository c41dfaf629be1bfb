package dev.tapedeck.web.dashboard;

import dev.tapedeck.build.ArtifactId;
import dev.tapedeck.build.ArtifactStore;
import dev.tapedeck.build.Build;
import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.BuildStore;
import dev.tapedeck.build.Provenance;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.web.dashboard.ArtifactPageView.Made;
import dev.tapedeck.web.dashboard.ArtifactPageView.Parent;
import dev.tapedeck.web.dashboard.Frames.Place;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/** An artifact of a build, with how it came to be. */
@Path("/builds/{build}/artifacts/{artifact}")
@RunOnVirtualThread
public final class ArtifactPage {
    private static final int SHORT = 12;
    private static final int PARENTS = 100;
    private static final int TIMES = 10;

    private final Frames frames;
    private final BuildStore store;
    private final ArtifactStore artifacts;
    private final NothingHere nothing;
    private final Time time;

    ArtifactPage(Frames frames, BuildStore store, ArtifactStore artifacts, NothingHere nothing, Time time) {
        this.frames = frames;
        this.store = store;
        this.artifacts = artifacts;
        this.nothing = nothing;
        this.time = time;
    }

    /**
     * @param as {@code raw} for the bytes as they are
     * @param from where the shown part of a long content begins
     */
    @GET
    @Produces(PageWriter.HTML)
    public RestResponse<TemplateInstance> show(
            @PathParam("build") String buildText,
            @PathParam("artifact") String artifactText,
            @QueryParam("as") @DefaultValue("") String as,
            @QueryParam("from") @DefaultValue("") String from) {
        Optional<Build> build = InAddress.build(buildText).flatMap(store::find);
        Optional<ArtifactId> id = id(artifactText);
        if (build.isEmpty()) {
            return nothing.build();
        }
        return id.flatMap(artifacts::find)
                .map(content -> RestResponse.ok(page(
                        build.get(),
                        id.get(),
                        BodyView.of(content, Optional.empty(), !as.equals("raw"), InAddress.number(from)))))
                .orElseGet(nothing::artifact);
    }

    private static Optional<ArtifactId> id(String text) {
        try {
            return Optional.of(new ArtifactId(text));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    private TemplateInstance page(Build build, ArtifactId id, BodyView body) {
        List<Provenance> made = artifacts.provenances(id).stream()
                .sorted(Comparator.comparing((Provenance one) -> !one.build().equals(build.id())))
                .limit(TIMES)
                .toList();
        String name = made.stream().findFirst().map(Provenance::label).orElse("Artifact");
        ArtifactPageView view = new ArtifactPageView(
                build.id().value(),
                build.pipeline().value(),
                UnitRows.artifact(build.id(), id),
                id.value(),
                name,
                body,
                made.stream().map(one -> made(one, build.id())).toList());
        return Pages.artifact(frames.at(Place.BUILDS, name), view);
    }

    private Made made(Provenance made, BuildId here) {
        return new Made(
                made.build().value(),
                made.build().equals(here),
                made.unit().layer(),
                made.label(),
                made.provider() + " " + made.model(),
                Moment.of(made.at(), time.now()),
                made.fingerprint().value(),
                made.request().toString(),
                made.parents().stream()
                        .limit(PARENTS)
                        .map(parent ->
                                new Parent(parent.value().substring(0, SHORT), UnitRows.artifact(made.build(), parent)))
                        .toList(),
                Math.max(0, made.parents().size() - PARENTS),
                made.missing(),
                made.interaction().map("/recordings/%s"::formatted).orElse(""),
                made.usage()
                        .map(used ->
                                "%s in, %s out".formatted(Figures.count(used.input()), Figures.count(used.output())))
                        .orElse(""),
                Figures.dollars(made.cost().dollars()));
    }
}
