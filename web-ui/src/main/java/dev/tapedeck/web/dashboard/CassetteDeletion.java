package dev.tapedeck.web.dashboard;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.Sessions;
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

/** Takes the form that deletes a cassette. */
@Path("/recordings/{cassette}/delete")
public final class CassetteDeletion {
    private final CassetteViews views;
    private final CassetteStore store;
    private final Sessions sessions;
    private final NothingHere nothing;

    CassetteDeletion(CassetteViews views, CassetteStore store, Sessions sessions, NothingHere nothing) {
        this.views = views;
        this.store = store;
        this.sessions = sessions;
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
    public RestResponse<TemplateInstance> delete(@PathParam("cassette") String name, @Context UriInfo uri) {
        Optional<CassetteName> cassette = InAddress.cassette(name);
        if (cassette.isEmpty()) {
            return nothing.cassette();
        }
        try {
            sessions.release(cassette.get());
            store.delete(cassette.get());
            return RestResponse.seeOther(URI.create("/recordings?deleted=" + name));
        } catch (FailedCall failed) {
            return views.refused(name, uri, "Not deleted", failed.failure());
        }
    }
}
