package dev.tapedeck.pipeline;

import dev.tapedeck.exchange.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The published JSON Schema of a pipeline's text, for editors and for those who write pipelines by program. */
public final class PipelineSchema {
    private static final Bytes TEXT = read();

    private PipelineSchema() {}

    /** JSON Schema 2020-12. */
    public static Bytes text() {
        return TEXT;
    }

    private static Bytes read() {
        try (InputStream in =
                Objects.requireNonNull(PipelineSchema.class.getResourceAsStream("pipeline.schema.json"))) {
            return Bytes.wrap(in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
