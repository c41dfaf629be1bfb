package dev.tapedeck.storage.pipeline;

import dev.tapedeck.pipeline.Document;
import java.io.IOException;
import java.util.List;

/** Where a document stands. There may be very many of them. */
interface Located {
    /** No document has more bytes. */
    int LARGEST = 16 << 20;

    String label();

    /** The place in words. */
    String place();

    /** @throws UnusableFile if no document is there */
    Document read() throws IOException;

    /**
     * What a file holds.
     *
     * @throws UnusableFile if it can't be told
     */
    static List<? extends Located> in(SourceFile file) throws IOException {
        return file.isLines() ? JsonLine.in(file) : List.of(new WholeText(file));
    }
}
