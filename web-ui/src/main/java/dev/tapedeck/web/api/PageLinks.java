package dev.tapedeck.web.api;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Link;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Adds to each part of a list the link to the next one (RFC 8288). */
final class PageLinks {
    @ServerResponseFilter
    void link(ContainerResponseContext response, UriInfo uri) {
        if (response.getEntity() instanceof PartOfList page) {
            page.next()
                    .map(next -> uri.getRequestUriBuilder()
                            .replaceQueryParam("after", "{after}")
                            .build(next))
                    .ifPresent(next -> response.getHeaders().add(HttpHeaders.LINK, rel(next)));
        }
    }

    private static String rel(URI next) {
        return Link.fromUri(next).rel("next").build().toString();
    }
}
