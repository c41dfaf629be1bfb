package dev.tapedeck.web.dashboard;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.exchange.FailedCall;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/** Takes the form that deletes an interaction. */
@Path("/recordings/{cassette}/{number}/delete")
public final class InteractionDeletion {
    private final CassetteViews views;
    private final CassetteStore store;
    private final NothingHere nothing;

    InteractionDeletion(CassetteViews views, CassetteStore store, NothingHere nothing) {
        this.views = views;
        this.store = store;
        this.nothing = nothing;
    }

    /** Where a page that told of a refusal leads when it is loaded again. */
    @GET
    public RestResponse<Void> back(@PathParam("cassette") String name) {
        return RestResponse.seeOther(InAddress.page(name));
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces(PageWriter.HTML)
    public RestResponse<TemplateInstance> delete(
            @PathParam("cassette") String name, @PathParam("number") String text, @Context UriInfo uri) {
        Optional<Cassette> cassette = InAddress.cassette(name).flatMap(store::find);
        if (cassette.isEmpty()) {
            return nothing.cassette();
        }
        int number = InAddress.number(text);
        if (store.find(cassette.get().take(), number).isEmpty()) {
            return nothing.interaction();
        }
        try {
            store.remove(cassette.get().take(), number);
            return RestResponse.seeOther(URI.create("/recordings/%s?deleted=%d".formatted(name, number)));
        } catch (FailedCall failed) {
            return views.refused(name, uri, "Not deleted", failed.failure());
        }
    }
}
