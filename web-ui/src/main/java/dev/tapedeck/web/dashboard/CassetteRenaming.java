package dev.tapedeck.web.dashboard;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.Sessions;
import dev.tapedeck.exchange.Names;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.jboss.resteasy.reactive.RestResponse;

/** Takes the form that gives a cassette another name. */
@Path("/recordings/{cassette}/rename")
public final class CassetteRenaming {
    private static final String REFUSED = "Not renamed";

    private final CassetteViews views;
    private final CassetteStore store;
    private final Sessions sessions;

    CassetteRenaming(CassetteViews views, CassetteStore store, Sessions sessions) {
        this.views = views;
        this.store = store;
        this.sessions = sessions;
    }

    /** Where a page that told of a refusal leads when it is loaded again. */
    @GET
    public RestResponse<Void> back(@PathParam("cassette") String name) {
        return RestResponse.seeOther(InAddress.page(name));
    }

    /** @param newName the name it is to have */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(PageWriter.HTML)
    public RestResponse<TemplateInstance> rename(
            @PathParam("cassette") String name,
            @FormParam("name") @DefaultValue("") String newName,
            @Context UriInfo uri) {
        try {
            return views.after(name, uri, REFUSED, cassette -> {
                CassetteName wanted = new CassetteName(newName.strip());
                sessions.release(cassette);
                store.rename(cassette, wanted);
                return URI.create("/recordings/%s?renamed=%s".formatted(wanted, name));
            });
        } catch (Names.InvalidName wrong) {
            CassetteTools tools = CassetteTools.refused(REFUSED, String.valueOf(wrong.getMessage()));
            return views.page(name, "", uri, tools, Status.BAD_REQUEST);
        }
    }
}
