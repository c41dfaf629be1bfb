package dev.tapedeck.web.api;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;

/** Which error stands for a refusal of HTTP itself: no such path, method or media type. */
final class HttpProblem {
    private HttpProblem() {}

    static Response of(WebApplicationException refused, UriInfo uri) {
        int status = refused.getResponse().getStatus();
        Response.ResponseBuilder response = switch (status) {
            case 404 -> told(Problem.NOT_FOUND, "See /q/openapi for the paths there are.", uri);
            case 405 -> told(Problem.NO_SUCH_METHOD, "See /q/openapi for the methods of this path.", uri);
            case 406 -> told(Problem.NOT_ACCEPTABLE, "Ask for application/json, or send no Accept header.", uri);
            case 415 ->
                told(
                        Problem.UNSUPPORTED_MEDIA_TYPE,
                        "Send the body as JSON, with Content-Type: application/json.",
                        uri);
            default ->
                told(
                        new Problem("http-" + status, status, "The request is not valid"),
                        "The request can't be taken as it is. See /q/openapi for what is expected.",
                        uri);
        };
        Optional.ofNullable(refused.getResponse().getHeaderString(HttpHeaders.ALLOW))
                .ifPresent(allowed -> response.header(HttpHeaders.ALLOW, allowed));
        return response.build();
    }

    private static Response.ResponseBuilder told(Problem problem, String detail, UriInfo uri) {
        return ProblemMappers.response(problem, detail, List.of(), uri);
    }
}
