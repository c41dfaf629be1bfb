package dev.tapedeck.web.api;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One thing that is wrong in a request.
 *
 * @param pointer where in the body, a JSON pointer (RFC 6901)
 * @param parameter the query, path or header parameter, if it is not in the body
 */
@Schema(name = "Violation", description = "One thing that is wrong in a request.")
record ViolationView(
        @Schema(description = "Where in the body: a JSON pointer.")
        Optional<String> pointer,

        @Schema(description = "The query, path or header parameter, if it is not in the body.")
        Optional<String> parameter,

        String message) {

    static ViolationView at(String pointer, String message) {
        return new ViolationView(Optional.of(pointer), Optional.empty(), message);
    }

    /** The same, in a body that is part of another one. */
    ViolationView below(String outer) {
        return new ViolationView(pointer.map(inner -> outer + inner), parameter, message);
    }

    static ViolationView of(String parameter, String message) {
        return new ViolationView(Optional.empty(), Optional.of(parameter), message);
    }
}
