package dev.tapedeck.web.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses changes that a page of another site asks a browser for: browsers say where a request comes from, in
 * {@code Origin} and {@code Sec-Fetch-Site}. Programs send neither.
 */
final class OwnPagesOnly {
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN = Set.of("same-origin", "none");

    @ServerRequestFilter
    void check(ContainerRequestContext request) {
        boolean own = Optional.ofNullable(request.getHeaderString("Sec-Fetch-Site"))
                .map(OWN::contains)
                .or(() -> Optional.ofNullable(request.getHeaderString("Origin"))
                        .map(origin -> isOwn(origin, request.getUriInfo().getRequestUri())))
                .orElse(true);
        if (!own && !HARMLESS.contains(request.getMethod())) {
            throw new Refusal(Problem.FOREIGN_PAGE, "Send it from the dashboard, or from a program.");
        }
    }

    private static boolean isOwn(String origin, URI asked) {
        return origin.substring(origin.indexOf("//") + 2).equals(asked.getRawAuthority());
    }
}
