package dev.tapedeck.web.api;

import java.net.URI;

/**
 * A kind of error of the REST API.
 *
 * @param code its stable name, the end of its type URI
 * @param status the HTTP status that it comes with
 */
record Problem(String code, int status, String title) {
    static final Problem INVALID_REQUEST = new Problem("invalid-request", 400, "The request is not valid");
    static final Problem INVALID_JSON = new Problem("invalid-json", 400, "The body is not valid JSON");
    static final Problem INVALID_NAME = new Problem("invalid-name", 400, "The name is not valid");
    static final Problem BROKEN_PIPELINE = new Problem("broken-pipeline", 400, "The pipeline can't be built");
    static final Problem BROKEN_PLAYBOOK = new Problem("broken-playbook", 400, "The playbook can't be played");
    static final Problem INVALID_PARAMETERS =
            new Problem("invalid-parameters", 400, "The playbook can't be played with these parameters");
    static final Problem TOO_LARGE = new Problem("body-too-large", 413, "The body is too large");
    static final Problem NOT_FOUND = new Problem("not-found", 404, "There is nothing at this path");
    static final Problem UNKNOWN_CIRCUIT = new Problem("unknown-circuit", 404, "There is no such circuit");
    static final Problem NO_SUCH_METHOD = new Problem("method-not-allowed", 405, "This path doesn't know this method");
    static final Problem NOT_ACCEPTABLE =
            new Problem("not-acceptable", 406, "There is no answer in the wanted media type");
    static final Problem UNSUPPORTED_MEDIA_TYPE =
            new Problem("unsupported-media-type", 415, "The body's media type is not supported");
    static final Problem IN_FLIGHT =
            new Problem("idempotency-key-in-flight", 409, "The first request with this key is still under way");
    static final Problem KEY_REUSED = new Problem("idempotency-key-reused", 422, "This key was used with another body");
    static final Problem TOO_MANY_LISTENERS =
            new Problem("too-many-listeners", 503, "Too many clients listen to events");
    static final Problem CHANGED = new Problem("changed-meanwhile", 412, "It was changed in the meantime");
    static final Problem FOREIGN_PAGE = new Problem("foreign-page", 403, "A page of another site asked for this");
    static final Problem INTERNAL = new Problem("internal", 500, "Something went wrong in Tapedeck");

    URI type() {
        return URI.create("urn:tapedeck:problem:" + code);
    }
}
