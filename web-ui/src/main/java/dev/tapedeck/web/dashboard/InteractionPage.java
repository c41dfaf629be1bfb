package dev.tapedeck.web.dashboard;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.web.dashboard.Frames.Place;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/** One interaction: what was asked, and what came of it. */
@Path("/recordings/{cassette}/{number}")
public final class InteractionPage {
    private final Frames frames;
    private final CassetteStore store;
    private final NothingHere nothing;
    private final InteractionViews views;

    InteractionPage(Frames frames, CassetteStore store, NothingHere nothing, InteractionViews views) {
        this.frames = frames;
        this.store = store;
        this.nothing = nothing;
        this.views = views;
    }

    /**
     * @param tab what of it to show; the first there is if it is not one of them
     * @param as {@code raw} for the bytes as they were
     * @param from where the shown part of a long body, or of many chunks, begins
     */
    @GET
    @Produces(PageWriter.HTML)
    public RestResponse<TemplateInstance> show(
            @PathParam("cassette") String name,
            @PathParam("number") String number,
            @QueryParam("view") @DefaultValue("") String tab,
            @QueryParam("as") @DefaultValue("") String as,
            @QueryParam("from") @DefaultValue("") String from,
            @Context UriInfo uri) {
        Optional<Cassette> cassette = InAddress.cassette(name).flatMap(store::find);
        if (cassette.isEmpty()) {
            return nothing.cassette();
        }
        Optional<Interaction> found = store.find(cassette.get().take(), InAddress.number(number));
        if (found.isEmpty()) {
            return nothing.interaction();
        }
        InteractionViews.Wanted wanted =
                new InteractionViews.Wanted(tab, as.equals("raw"), InAddress.number(from), Address.of(uri));
        String title = cassette.get().name() + " #" + found.get().number();
        return RestResponse.ok(
                Pages.interaction(frames.at(Place.RECORDINGS, title), views.of(cassette.get(), found.get(), wanted)));
    }
}
