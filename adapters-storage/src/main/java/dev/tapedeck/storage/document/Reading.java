package dev.tapedeck.storage.document;

import java.io.IOException;

/** Reads the value that begins at the current token, and leaves its last token current. */
@FunctionalInterface
interface Reading<T> {
    T from(Tokens json) throws IOException;
}
