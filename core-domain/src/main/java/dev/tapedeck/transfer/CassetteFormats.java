package dev.tapedeck.transfer;

import dev.tapedeck.Port;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** The file formats that recordings come and go in. Thread-safe; each method reads or writes on the caller's thread. */
@Port
public interface CassetteFormats {
    /**
     * Reads a file in whatever format its content is, compressed with gzip or not, and hands on what it holds.
     *
     * @return the id of the format found
     * @throws dev.tapedeck.exchange.FailedCall rejected as {@code Invalid} if the file is of no known format, is broken,
     *     or is larger, deeper or more tangled than is read; as {@code Unreadable} if it is a cassette document of
     *     another version. The message names the file and the place. What was handed on before is not to be kept
     */
    String read(ImportFile file, ImportSink sink);

    /** The ids of the formats that can be written: {@code tapedeck}, {@code vcr}, {@code go-vcr}, {@code har}. */
    List<String> written();

    /** @param format one of {@link #written} */
    void write(String format, ExportedCassette cassette, OutputStream out) throws IOException;
}
