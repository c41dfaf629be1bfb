package dev.tapedeck.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.ProviderDirectory;
import dev.tapedeck.exchange.Suggestion;
import dev.tapedeck.resilience.EffectivePolicy;
import dev.tapedeck.resilience.Policies;
import dev.tapedeck.resilience.Proposal;
import dev.tapedeck.resilience.ServiceName;
import dev.tapedeck.web.resilience.AuditTrail;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Policies: what is done when a service fails. */
@Path(ApiPaths.POLICIES)
@Singleton
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Policies", description = "What is done when a service fails, and where each value comes from.")
final class PoliciesResource {
    private final Policies policies;
    private final ProviderDirectory providers;
    private final AuditTrail audit;

    PoliciesResource(Policies policies, ProviderDirectory providers, AuditTrail audit) {
        this.policies = policies;
        this.providers = providers;
        this.audit = audit;
    }

    @GET
    @Operation(
            operationId = "listPolicies",
            summary = "List the policies",
            description =
                    "In order of the service's name: of the providers, of their batch APIs, of the services that Tapedeck knows, and of those that were called or have a policy of their own. With what isn't used of the policies that were given.")
    @APIResponse(responseCode = "200", description = "A part of the list.")
    public PoliciesView list(
            @QueryParam("limit") @DefaultValue(Limit.USUAL) Limit limit, @QueryParam("after") Optional<String> after) {
        NavigableSet<ServiceName> services = services();
        List<ServiceName> found =
                after.map(ServiceName::new).map(place -> services.tailSet(place, false)).orElse(services).stream()
                        .limit(limit.andOneMore())
                        .toList();
        PageView<PolicyView> page = PageView.of(
                found, limit, ServiceName::value, service -> PolicyView.of(policies.describe(service), List.of()));
        return PoliciesView.of(page, policies.problems());
    }

    @GET
    @Path("/{service}")
    @Operation(
            operationId = "getPolicy",
            summary = "Get the policy of a service",
            description = "What holds for its next call. A service that nobody knows has the default policy.")
    @APIResponseSchema(value = PolicyView.class, responseCode = "200", responseDescription = "The policy.")
    public RestResponse<PolicyView> get(@PathParam("service") String name) {
        ServiceName service = new ServiceName(name);
        return answer(policies.describe(service), warnings(service));
    }

    @PUT
    @Path("/{service}")
    @Operation(
            operationId = "putPolicy",
            summary = "Set the policy of a service",
            description =
                    "Replaces everything that was set for it at run time; an empty object leaves what the configuration says. It is kept, and holds from the next call on, within 5 seconds on other nodes that share the database. So much is kept for 1,000 services at most; for another one the answer is 409. The circuit stays as it is.")
    @RequestBody(content = @Content(schema = @Schema(implementation = PolicyRequest.class)))
    @APIResponseSchema(value = PolicyView.class, responseCode = "200", responseDescription = "What holds now.")
    @APIResponse(responseCode = "409", ref = ApiDocument.CONFLICT)
    @APIResponse(responseCode = "412", ref = ApiDocument.CHANGED)
    public RestResponse<PolicyView> put(
            @PathParam("service") String name,
            JsonNode body,
            @HeaderParam(HttpHeaders.IF_MATCH) Optional<String> version) {
        ServiceName service = new ServiceName(name);
        Proposal proposal = policies.propose(service, body.toString());
        if (!proposal.faults().isEmpty()) {
            throw Refusal.invalid(proposal.faults().stream()
                    .map(fault -> ViolationView.at(fault.at().toString(), fault.message()))
                    .toList());
        }
        List<String> warnings = warnings(service);
        LongPredicate audited = audit.changing("policy.put", name, body.toString());
        return policies.put(service, proposal.patch(), expected(version).and(audited))
                .map(effective -> answer(effective, warnings))
                .orElseThrow(PoliciesResource::changed);
    }

    @DELETE
    @Path("/{service}")
    @Operation(
            operationId = "deletePolicy",
            summary = "Delete what was set for a service at run time",
            description =
                    "What the configuration says holds from the next call on. Nothing happens if nothing was set.")
    @APIResponse(responseCode = "204", description = "It is gone.")
    @APIResponse(responseCode = "412", ref = ApiDocument.CHANGED)
    public void delete(@PathParam("service") String name, @HeaderParam(HttpHeaders.IF_MATCH) Optional<String> version) {
        LongPredicate audited = audit.changing("policy.delete", name, "");
        if (!policies.delete(new ServiceName(name), expected(version).and(audited))) {
            throw changed();
        }
    }

    private static RestResponse<PolicyView> answer(EffectivePolicy effective, List<String> warnings) {
        return RestResponse.ResponseBuilder.ok(PolicyView.of(effective, warnings))
                .tag(PolicyView.tag(effective.version()))
                .build();
    }

    private static LongPredicate expected(Optional<String> ifMatch) {
        return present -> EntityTags.matches(ifMatch, PolicyView.tag(present));
    }

    private static Refusal changed() {
        return new Refusal(Problem.CHANGED, "Get the policy again, then decide with what it holds now.");
    }

    private NavigableSet<ServiceName> services() {
        NavigableSet<ServiceName> services = policies.services();
        for (ProviderDirectory.Entry provider : providers.entries()) {
            services.add(ServiceName.of(provider.name()));
            if (provider.dialect() != Dialect.GENERIC) { // whose batches nobody knows
                services.add(ServiceName.batchApi(provider.name()));
            }
        }
        return services;
    }

    /** A name that is much like another's, and not known itself. */
    private List<String> warnings(ServiceName service) {
        NavigableSet<ServiceName> known = services();
        return known.contains(service)
                ? List.of()
                : Suggestion.closest(
                                service.value(),
                                known.stream().map(ServiceName::value).toList())
                        .map(nearest ->
                                "No service '%s' is known so far. Did you mean '%s'?".formatted(service, nearest))
                        .stream()
                        .toList();
    }
}
