package dev.tapedeck.web.api;

import dev.tapedeck.exchange.Names;
import dev.tapedeck.exchange.Suggestion;
import dev.tapedeck.web.resilience.CircuitControl;
import dev.tapedeck.web.resilience.CircuitDeed;
import dev.tapedeck.web.resilience.Circuits;
import dev.tapedeck.web.resilience.Circuits.Watched;
import dev.tapedeck.web.resilience.PlainText;
import dev.tapedeck.web.resilience.ResilienceFigures;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Circuits: looked at and steered. */
@Path(ApiPaths.CIRCUITS)
@Singleton
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Circuits", description = "Which services are called, and which are left alone for a while.")
final class CircuitsResource {
    private final Circuits circuits;
    private final CircuitControl control;
    private final ResilienceFigures figures;
    private final PlainText plain;
    private final IdempotencyKeys keys;

    CircuitsResource(
            Circuits circuits,
            CircuitControl control,
            ResilienceFigures figures,
            PlainText plain,
            IdempotencyKeys keys) {
        this.circuits = circuits;
        this.control = control;
        this.figures = figures;
        this.plain = plain;
        this.keys = keys;
    }

    @GET
    @Operation(
            operationId = "listCircuits",
            summary = "List the circuits",
            description =
                    "In order of name: of all configured providers, and of whatever else was called since the start.")
    @APIResponse(responseCode = "200", description = "A part of the list.")
    public PageView<CircuitView> list(
            @QueryParam("limit") @DefaultValue(Limit.USUAL) Limit limit, @QueryParam("after") Optional<String> after) {
        String place = after.orElse("");
        List<Watched> found = circuits.all().stream()
                .filter(circuit -> circuit.name().compareTo(place) > 0)
                .limit(limit.andOneMore())
                .toList();
        return PageView.of(found, limit, Watched::name, this::view);
    }

    @GET
    @Path("/{circuit}")
    @Operation(
            operationId = "getCircuit",
            summary = "Get a circuit",
            description = "As it is now: state, counts, the transitions of the last hour, retry budget and latency.")
    @APIResponse(responseCode = "200", description = "The circuit.")
    public CircuitView get(@PathParam("circuit") String name) {
        return view(fetch(name));
    }

    @POST
    @Path("/{circuit}/reset")
    @Operation(
            operationId = "resetCircuit",
            summary = "Reset a circuit",
            description =
                    "Closes it, and forgets failures, pauses and probes. Counts and transitions stay. It is in the audit log before it is done.")
    @APIResponse(responseCode = "200", description = "The circuit as it is then.")
    public CircuitView reset(
            @PathParam("circuit") String name,
            ReasonRequest request,
            @HeaderParam(IdempotencyKeys.HEADER) Optional<String> key) {
        return act(CircuitDeed.RESET, name, request, key);
    }

    @POST
    @Path("/{circuit}/open")
    @Operation(
            operationId = "openCircuit",
            summary = "Open a circuit",
            description =
                    "Every call is refused until somebody closes or resets it. It is in the audit log before it is done.")
    @APIResponse(responseCode = "200", description = "The circuit as it is then.")
    public CircuitView open(
            @PathParam("circuit") String name,
            ReasonRequest request,
            @HeaderParam(IdempotencyKeys.HEADER) Optional<String> key) {
        return act(CircuitDeed.OPEN, name, request, key);
    }

    @POST
    @Path("/{circuit}/close")
    @Operation(
            operationId = "closeCircuit",
            summary = "Close a circuit",
            description = "Calls pass again at once; a pause ends. It is in the audit log before it is done.")
    @APIResponse(responseCode = "200", description = "The circuit as it is then.")
    public CircuitView close(
            @PathParam("circuit") String name,
            ReasonRequest request,
            @HeaderParam(IdempotencyKeys.HEADER) Optional<String> key) {
        return act(CircuitDeed.CLOSE, name, request, key);
    }

    /** What an idempotency key is bound to. */
    private record Asked(CircuitDeed deed, String name, ReasonRequest request) {}

    private CircuitView act(CircuitDeed deed, String name, ReasonRequest request, Optional<String> key) {
        Watched circuit = fetch(name);
        String reason = request.checked();
        return keys.once(CircuitView.class, key, new Asked(deed, name, request), () -> {
            control.act(deed, circuit, reason);
            return view(circuit);
        });
    }

    private CircuitView view(Watched circuit) {
        return CircuitView.of(circuit, figures.latency(circuit.service().name()), plain::brief);
    }

    private Watched fetch(String name) {
        return circuits.find(name).orElseThrow(() -> {
            String nearest = Suggestion.closest(
                            name, circuits.all().stream().map(Watched::name).toList())
                    .map(" Did you mean '%s'?"::formatted)
                    .orElse("");
            return new Refusal(
                    Problem.UNKNOWN_CIRCUIT,
                    "There is no circuit '%s'.%s GET %s lists them."
                            .formatted(Names.shown(name), nearest, ApiPaths.CIRCUITS));
        });
    }
}
