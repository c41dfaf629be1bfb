package dev.tapedeck.web.dashboard;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.transfer.Copies;
import dev.tapedeck.transfer.Verification;
import dev.tapedeck.transfer.Verifier;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/** One cassette: its lanes and interactions. */
@Path("/recordings/{cassette}")
public final class CassettePage {
    private final CassetteViews views;
    private final CassetteStore store;
    private final NothingHere nothing;
    private final Verifier verifier;
    private final Copies copies;

    CassettePage(CassetteViews views, CassetteStore store, NothingHere nothing, Verifier verifier, Copies copies) {
        this.views = views;
        this.store = store;
        this.nothing = nothing;
        this.verifier = verifier;
        this.copies = copies;
    }

    /**
     * What was done just now.
     *
     * @param verify whether the cassette is checked
     * @param copied the store to which it was copied
     * @param renamed the name that it had
     * @param deleted the number of the interaction that was deleted
     */
    record Done(
            @QueryParam("verify") @DefaultValue("") String verify,
            @QueryParam("copied") @DefaultValue("") String copied,
            @QueryParam("renamed") @DefaultValue("") String renamed,
            @QueryParam("deleted") @DefaultValue("") String deleted) {}

    /**
     * What interactions must meet stands in the parameters that the REST API has for it.
     *
     * @param after the number of the interaction after which the list goes on
     */
    @GET
    @Produces(PageWriter.HTML)
    public RestResponse<TemplateInstance> show(
            @PathParam("cassette") String name,
            @QueryParam("after") @DefaultValue("") String after,
            @BeanParam Done done,
            @Context UriInfo uri) {
        Optional<Verification> check = InAddress.cassette(name)
                .filter(any -> done.verify().equals("true"))
                .flatMap(this::verified);
        CassetteTools tools = new CassetteTools(check.stream().toList(), told(done), "", "", "");
        return views.page(name, after, uri, tools, Status.OK);
    }

    private Optional<Verification> verified(CassetteName name) {
        return store.find(name).map(cassette -> verifier.verify(name));
    }

    private String told(Done done) {
        if (copies.targets().contains(done.copied())) {
            return "Copied to the %s store.".formatted(done.copied());
        }
        if (InAddress.number(done.deleted()) > 0) {
            return "Interaction #%s is deleted.".formatted(done.deleted());
        }
        return InAddress.cassette(done.renamed())
                .map("Renamed: it was '%s' before."::formatted)
                .orElse("");
    }

    /**
     * Copies it to another store, for browsers without scripts and with them.
     *
     * @param to the store
     * @param existing {@code replace}, if one of that name there gives way
     */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces(PageWriter.HTML)
    public RestResponse<TemplateInstance> copy(
            @PathParam("cassette") String name,
            @QueryParam("to") @DefaultValue("") String to,
            @QueryParam("existing") @DefaultValue("") String existing,
            @Context UriInfo uri) {
        Optional<CassetteName> cassette = InAddress.cassette(name);
        if (cassette.isEmpty()) {
            return nothing.cassette();
        }
        try {
            copies.copy(cassette.get(), to, existing.equals("replace"));
            return RestResponse.seeOther(URI.create("/recordings/%s?copied=%s".formatted(name, to)));
        } catch (FailedCall failed) {
            return failed.failure() instanceof Failure.Conflict
                    ? views.page(name, "", uri, CassetteTools.held(name, to), Status.CONFLICT)
                    : views.refused(name, uri, "Not copied", failed.failure());
        }
    }
}
