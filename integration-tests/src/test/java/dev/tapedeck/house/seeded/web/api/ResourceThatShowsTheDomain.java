package dev.tapedeck.house.seeded.web.api;

import dev.tapedeck.house.seeded.cassette.SeededTape;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/** A resource whose answer is a domain type, if inside a list. */
@Path("seeded-for-the-house-rules-only")
public class ResourceThatShowsTheDomain {
    @GET
    public List<SeededTape> tapes() {
        return List.of();
    }
}
