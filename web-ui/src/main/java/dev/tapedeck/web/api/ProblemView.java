package dev.tapedeck.web.api;

import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An error, as RFC 9457 has it.
 *
 * @param type stable: {@code urn:tapedeck:problem:…}
 * @param instance the path that was asked for
 * @param violations what is wrong in a request, one for each place; empty for other errors
 */
@Schema(name = "Problem", description = "An error (RFC 9457). `type` is stable: tell errors apart by it.")
record ProblemView(URI type, String title, int status, String detail, URI instance, List<ViolationView> violations) {
    static final String MEDIA_TYPE = "application/problem+json";

    ProblemView {
        violations = List.copyOf(violations);
    }
}
