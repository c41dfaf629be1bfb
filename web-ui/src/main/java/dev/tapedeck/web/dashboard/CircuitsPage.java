package dev.tapedeck.web.dashboard;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Names;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.web.dashboard.CircuitsView.Event;
import dev.tapedeck.web.dashboard.CircuitsView.Row;
import dev.tapedeck.web.dashboard.Frames.Place;
import dev.tapedeck.web.gateway.FailureStatus;
import dev.tapedeck.web.resilience.CircuitControl;
import dev.tapedeck.web.resilience.CircuitDeed;
import dev.tapedeck.web.resilience.Circuits;
import dev.tapedeck.web.resilience.Circuits.Watched;
import dev.tapedeck.web.resilience.ResilienceFeed;
import dev.tapedeck.web.resilience.ResilienceSeen;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/** The circuits, and the forms that steer them. */
@Path("/circuits")
@RunOnVirtualThread
public final class CircuitsPage {
    private static final int ROWS = 100;
    private static final int EVENTS = 50;
    private static final int BAD_REQUEST = 400;

    private final Frames frames;
    private final Circuits circuits;
    private final CircuitControl control;
    private final CircuitRows rows;
    private final ResilienceFeed feed;
    private final NothingHere nothing;
    private final Time time;

    CircuitsPage(
            Frames frames,
            Circuits circuits,
            CircuitControl control,
            CircuitRows rows,
            ResilienceFeed feed,
            NothingHere nothing,
            Time time) {
        this.frames = frames;
        this.circuits = circuits;
        this.control = control;
        this.rows = rows;
        this.feed = feed;
        this.nothing = nothing;
        this.time = time;
    }

    /** What is said at the top of the page; empty texts say nothing. */
    private record Said(String told, String refused) {}

    /** @param did the deed that has just been done, with {@code circuit} what it was done to */
    @GET
    @Produces(PageWriter.HTML)
    public TemplateInstance show(
            @QueryParam("did") @DefaultValue("") String did,
            @QueryParam("circuit") @DefaultValue("") String circuit,
            @Context UriInfo uri) {
        String told = CircuitDeed.find(did)
                .filter(deed -> circuits.find(circuit).isPresent())
                .map(deed -> "The circuit '%s' is %s. It is in the audit log.".formatted(circuit, done(deed)))
                .orElse("");
        return page(new Said(told, ""), uri);
    }

    private static String done(CircuitDeed deed) {
        return switch (deed) {
            case RESET -> "reset";
            case OPEN -> "open";
            case CLOSE -> "closed";
        };
    }

    /** Where a page that told of a refusal leads when it is loaded again. */
    @GET
    @Path("/{deed}")
    public RestResponse<Void> back(@PathParam("deed") String deed) {
        return RestResponse.seeOther(URI.create("/circuits"));
    }

    @POST
    @Path("/{deed}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(PageWriter.HTML)
    public RestResponse<TemplateInstance> act(
            @PathParam("deed") String id,
            @FormParam("circuit") @DefaultValue("") String name,
            @FormParam("reason") @DefaultValue("") String reason,
            @Context UriInfo uri) {
        Optional<CircuitDeed> deed = CircuitDeed.find(id);
        Optional<Watched> circuit = circuits.find(name);
        if (deed.isEmpty()) {
            return nothing.page();
        }
        if (circuit.isEmpty()) {
            return nothing.circuit();
        }
        if (!CircuitControl.isReason(reason)) {
            return refused(
                    BAD_REQUEST,
                    "Say why, in 1 to %d characters: the reason goes to the audit log."
                            .formatted(CircuitControl.LONGEST_REASON),
                    uri);
        }
        try {
            control.act(deed.get(), circuit.get(), reason);
        } catch (FailedCall failed) {
            return refused(FailureStatus.of(failed.failure()), failed.failure().message(), uri);
        }
        return RestResponse.seeOther(URI.create("/circuits?did=%s&circuit=%s#%s"
                .formatted(id, URLEncoder.encode(name, StandardCharsets.UTF_8), CircuitRows.id(name))));
    }

    private RestResponse<TemplateInstance> refused(int status, String why, UriInfo uri) {
        return RestResponse.ResponseBuilder.create(
                        RestResponse.Status.fromStatusCode(status), page(new Said("", why), uri))
                .build();
    }

    private TemplateInstance page(Said said, UriInfo uri) {
        List<Watched> all = circuits.all();
        List<Row> shown = all.stream()
                .map(rows::row)
                .sorted(Comparator.comparing(Row::refusing).reversed().thenComparing(Row::name))
                .limit(ROWS)
                .toList();
        Instant now = time.now();
        CircuitsView view = new CircuitsView(
                shown,
                Math.max(0, all.size() - ROWS),
                all.stream().anyMatch(each -> each.circuit().snapshot().counts().calls() > 0),
                said.told(),
                said.refused(),
                feed.latest().stream()
                        .limit(EVENTS)
                        .map(event -> event(event, now))
                        .toList(),
                """
                curl -s %s/llm/simulator/v1/chat/completions -H 'content-type: application/json' \\
                  -H 'Tapedeck-Simulate: status=503' -d '{"model":"demo","messages":[]}'""".formatted(Address.of(uri)));
        return Pages.circuits(frames.at(Place.CIRCUITS, "Circuits"), view);
    }

    private static Event event(ResilienceSeen seen, Instant now) {
        return new Event(
                Moment.of(seen.at(), now),
                seen.name(),
                tone(seen.name()),
                seen.circuit().orElse(seen.service()),
                text(seen),
                seen.times());
    }

    private static String tone(String name) {
        return switch (name) {
            case "circuit.opened", "circuit.rejected", "retry.exhausted" -> "bad";
            case "circuit.half_opened", "circuit.paused", "circuit.models_full", "retry.scheduled" -> "warn";
            default -> "good";
        };
    }

    private static String text(ResilienceSeen seen) {
        StringBuilder text = new StringBuilder();
        seen.operation().ifPresent(operation -> text.append(operation).append(". "));
        seen.attempt()
                .ifPresent(number -> text.append("Attempt ").append(number).append(" failed. "));
        text.append(seen.message());
        seen.delay()
                .ifPresent(wait -> text.append(text.isEmpty() ? "" : " ")
                        .append(seen.attempt().isPresent() ? "The next one in " : "Ask again in ")
                        .append(Figures.millis(wait.toMillis()))
                        .append('.'));
        seen.reason()
                .ifPresent(reason -> text.append(" No other attempt: ")
                        .append(Names.shown(reason))
                        .append('.'));
        return text.toString();
    }
}
