package dev.tapedeck.web.dashboard;

import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/** Where the browser found this application: what snippets point at. */
final class Address {
    private Address() {}

    /** Scheme, host and port, without a slash at the end. */
    static String of(UriInfo uri) {
        URI base = uri.getBaseUri();
        return base.getScheme() + "://" + base.getAuthority();
    }
}
