package dev.tapedeck.web.api;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.tapedeck.build.Builds;
import dev.tapedeck.declared.TextProblem;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.IdempotencyKey;
import dev.tapedeck.exchange.Names;
import dev.tapedeck.playbook.Playbooks;
import dev.tapedeck.run.InvalidRun;
import dev.tapedeck.web.gateway.RetryAfter;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.CharConversionException;
import java.net.URI;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever goes wrong in a resource into problem+json. No answer holds a stack trace or the name of a class. */
final class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final int FIRST_ERROR = 400;

    @ServerExceptionMapper
    Response failed(FailedCall failed, UriInfo uri) {
        Failure failure = failed.failure();
        Response.ResponseBuilder response = response(FailureProblem.of(failure), failure.message(), List.of(), uri);
        RetryAfter.seconds(failure).ifPresent(seconds -> response.header(RetryAfter.HEADER, seconds));
        return response.build();
    }

    @ServerExceptionMapper
    Response brokenText(BrokenText broken, UriInfo uri) {
        return broken(broken.kind(), broken.problems(), uri);
    }

    @ServerExceptionMapper
    Response notPlayable(Playbooks.NotPlayable refused, UriInfo uri) {
        Problem kind = refused.isOfParameters() ? Problem.INVALID_PARAMETERS : Problem.BROKEN_PLAYBOOK;
        return broken(kind, refused.problems(), uri);
    }

    @ServerExceptionMapper
    Response notBuildable(Builds.NotBuildable refused, UriInfo uri) {
        return broken(Problem.BROKEN_PIPELINE, refused.problems(), uri);
    }

    @ServerExceptionMapper
    Response keyReused(IdempotencyKey.Reused reused, UriInfo uri) {
        return refused(IdempotencyKeys.reused(), uri);
    }

    private static Response broken(Problem kind, List<TextProblem> problems, UriInfo uri) {
        return Response.status(kind.status())
                .type(ProblemView.MEDIA_TYPE)
                .entity(BrokenTextView.of(kind, problems, instance(uri)))
                .build();
    }

    @ServerExceptionMapper
    Response invalidName(Names.InvalidName invalid, UriInfo uri) {
        return response(Problem.INVALID_NAME, String.valueOf(invalid.getMessage()), List.of(), uri)
                .build();
    }

    @ServerExceptionMapper
    Response invalidRun(InvalidRun invalid, UriInfo uri) {
        return response(Problem.INVALID_NAME, String.valueOf(invalid.getMessage()), List.of(), uri)
                .build();
    }

    @ServerExceptionMapper
    Response wrongType(MismatchedInputException wrong, UriInfo uri) {
        return refused(JsonProblem.of(wrong), uri);
    }

    @ServerExceptionMapper
    Response notText(CharConversionException wrong, UriInfo uri) {
        return refused(JsonProblem.notText(), uri);
    }

    @ServerExceptionMapper
    Response refused(WebApplicationException refused, UriInfo uri) {
        if (refused instanceof Refusal refusal) {
            return refused(refusal, uri);
        }
        if (refused.getResponse().getStatus() < FIRST_ERROR) {
            return refused.getResponse();
        }
        if (refused.getCause() instanceof JacksonException wrong) {
            return refused(JsonProblem.of(wrong), uri);
        }
        if (refused.getResponse().getStatus() >= Response.Status.INTERNAL_SERVER_ERROR.getStatusCode()) {
            return unexpected(refused, uri);
        }
        return HttpProblem.of(refused, uri);
    }

    private static Response refused(Refusal refusal, UriInfo uri) {
        return response(refusal.problem(), String.valueOf(refusal.getMessage()), refusal.violations(), uri)
                .build();
    }

    @ServerExceptionMapper
    Response unexpected(Throwable fault, UriInfo uri) {
        LOG.errorf(fault, "Unexpected fault at %s", uri.getPath());
        return response(
                        Problem.INTERNAL,
                        "The request could not be carried out. The log of the server says why.",
                        List.of(),
                        uri)
                .build();
    }

    static Response.ResponseBuilder response(
            Problem problem, String detail, List<ViolationView> violations, UriInfo uri) {
        return Response.status(problem.status())
                .type(ProblemView.MEDIA_TYPE)
                .entity(new ProblemView(
                        problem.type(), problem.title(), problem.status(), detail, instance(uri), violations));
    }

    private static URI instance(UriInfo uri) {
        return URI.create(uri.getRequestUri().getRawPath());
    }
}
