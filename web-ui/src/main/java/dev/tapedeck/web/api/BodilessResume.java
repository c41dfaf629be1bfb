package dev.tapedeck.web.api;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Reads a resume without a body, of whatever type a client says that is: {@code curl -d ''} says it is a form. */
@Provider
@Consumes(MediaType.WILDCARD)
final class BodilessResume implements MessageBodyReader<ResumeRequest> {
    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == ResumeRequest.class && !MediaType.APPLICATION_JSON_TYPE.isCompatible(mediaType);
    }

    @Override
    public ResumeRequest readFrom(
            Class<ResumeRequest> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        if (body.read() >= 0) {
            throw new NotSupportedException("The body must be JSON: send it with content-type: application/json.");
        }
        return ResumeRequest.USUAL;
    }
}
