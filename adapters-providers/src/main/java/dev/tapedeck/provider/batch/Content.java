package dev.tapedeck.provider.batch;

import java.io.IOException;
import java.io.OutputStream;

/** Something that is written piece by piece. */
@FunctionalInterface
public interface Content {
    void writeTo(OutputStream out) throws IOException;
}
