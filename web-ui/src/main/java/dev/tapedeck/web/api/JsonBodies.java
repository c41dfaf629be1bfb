package dev.tapedeck.web.api;

import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.io.InputStream;

/** Refuses a JSON body that is too large, one that isn't there, and one in which something is missing. */
@Provider
final class JsonBodies implements ReaderInterceptor {
    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (context.getType() == InputStream.class) {
            return context.proceed(); // a file, with a limit of its own
        }
        context.setInputStream(new BoundedBody(context.getInputStream()));
        Object body = read(context);
        if (body == null && context.getType() == ResumeRequest.class) {
            return ResumeRequest.USUAL;
        }
        if (body == null) {
            throw JsonProblem.missing();
        }
        RequiredMembers.check(body);
        return body;
    }

    private static Object read(ReaderInterceptorContext context) throws IOException {
        try {
            return context.proceed();
        } catch (BoundedBody.TooLong tooLong) {
            throw new Refusal(Problem.TOO_LARGE, String.valueOf(tooLong.getMessage()));
        }
    }
}
