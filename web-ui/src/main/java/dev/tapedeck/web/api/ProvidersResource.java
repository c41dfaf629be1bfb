package dev.tapedeck.web.api;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.ProviderDirectory;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Terms;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.resilience.ReadOnlyGuard;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The providers that are configured. */
@Path(ApiPaths.PROVIDERS)
@Singleton
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Providers", description = "Where live calls go.")
final class ProvidersResource {
    private final ProviderDirectory providers;
    private final ReadOnlyGuard live;
    private final Time time;

    ProvidersResource(ProviderDirectory providers, ReadOnlyGuard live, Time time) {
        this.providers = providers;
        this.live = live;
        this.time = time;
    }

    @GET
    @Operation(operationId = "listProviders", summary = "List the providers", description = "In order of name.")
    @APIResponse(responseCode = "200", description = "A part of the list.")
    public PageView<ProviderView> list(
            @QueryParam("limit") @DefaultValue(Limit.USUAL) Limit limit, @QueryParam("after") Optional<String> after) {
        String place = after.map(name -> new ProviderName(name).value()).orElse("");
        List<ProviderDirectory.Entry> found = providers.entries().stream()
                .filter(entry -> entry.name().value().compareTo(place) > 0)
                .limit(limit.andOneMore())
                .toList();
        return PageView.of(
                found,
                limit,
                entry -> entry.name().value(),
                entry -> ProviderView.of(entry, providers.isLive(entry.name())));
    }

    @POST
    @Path("/{name}/test")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "testProvider",
            summary = "Test a provider",
            description = "Asks it for its models, at its configured base URL and with the configured key.")
    @APIResponse(responseCode = "200", description = "What came of it; also when the provider can't be reached.")
    public ProviderTestView test(@PathParam("name") String name) {
        ProviderDirectory.Entry entry = providers.fetch(name);
        ProviderRequest request = new ProviderRequest(
                entry.name(),
                entry.dialect(),
                "GET",
                listing(entry.dialect()),
                Optional.empty(),
                Headers.NONE,
                Bytes.EMPTY);
        long start = time.nanos();
        try (Answer answer =
                live.exchange(new Call(request, Lane.MAIN, Terms.of(Effect.SAFE).once()))) {
            return view(request, start, Optional.of(answer.status()), Optional.empty());
        } catch (FailedCall failed) {
            return view(request, start, Optional.empty(), Optional.of(failed.failure()));
        }
    }

    /** The path at which a dialect lists its models. */
    private static String listing(Dialect dialect) {
        return switch (dialect) {
            case OPENAI, ANTHROPIC -> "/v1/models";
            case GEMINI -> "/v1beta/models";
            case GENERIC -> "/";
        };
    }

    private ProviderTestView view(
            ProviderRequest request, long start, Optional<Integer> status, Optional<Failure> failure) {
        long millis = TimeUnit.NANOSECONDS.toMillis(time.nanos() - start);
        boolean ok = status.filter(code -> code < 400).isPresent();
        return new ProviderTestView(
                request.provider().value(),
                ok,
                request.method(),
                request.path(),
                status,
                millis,
                failure.map(ProviderTestView.FailureView::of));
    }
}
