package dev.tapedeck.web.dashboard;

import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.Sessions;
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
import org.jboss.resteasy.reactive.RestResponse;

/** Takes the form that deletes a cassette. */
@Path("/recordings/{cassette}/delete")
public final class CassetteDeletion {
    private final CassetteViews views;
    private final CassetteStore store;
    private final Sessions sessions;

    CassetteDeletion(CassetteViews views, CassetteStore store, Sessions sessions) {
        this.views = views;
        this.store = store;
        this.sessions = sessions;
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
        return views.after(name, uri, "Not deleted", cassette -> {
            sessions.release(cassette);
            store.delete(cassette);
            return URI.create("/recordings?deleted=" + name);
        });
    }
}
