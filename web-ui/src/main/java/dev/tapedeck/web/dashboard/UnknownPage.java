package dev.tapedeck.web.dashboard;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.jboss.resteasy.reactive.RestResponse;

/** Every address that leads nowhere, except those of the API, the gateway and the framework. */
@Path("/{page:(?!(?:api|llm|session|q|assets)(?:/|$)).+}")
public final class UnknownPage {
    private final NothingHere nothing;

    UnknownPage(NothingHere nothing) {
        this.nothing = nothing;
    }

    @GET
    @Produces(PageWriter.HTML)
    public RestResponse<TemplateInstance> show() {
        return nothing.page();
    }
}
