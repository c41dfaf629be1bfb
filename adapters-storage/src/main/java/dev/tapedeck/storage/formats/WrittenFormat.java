package dev.tapedeck.storage.formats;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.transfer.ExportedCassette;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A format that cassettes can be written in. */
enum WrittenFormat {
    TAPEDECK(Documents.FORMAT) {
        @Override
        void write(ExportedCassette cassette, OutputStream out) throws IOException {
            Documents.write(cassette, out);
        }
    },
    VCR("vcr") {
        @Override
        void write(ExportedCassette cassette, OutputStream out) throws IOException {
            VcrWriter.write(cassette, out);
        }
    },
    GO_VCR("go-vcr") {
        @Override
        void write(ExportedCassette cassette, OutputStream out) throws IOException {
            GoVcrWriter.write(cassette, out);
        }
    },
    HAR("har") {
        @Override
        void write(ExportedCassette cassette, OutputStream out) throws IOException {
            HarWriter.write(cassette, out);
        }
    };

    private final String id;

    WrittenFormat(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    abstract void write(ExportedCassette cassette, OutputStream out) throws IOException;

    static WrittenFormat of(String id) {
        return Arrays.stream(values())
                .filter(format -> format.id.equals(id))
                .findFirst()
                .orElseThrow(() -> FailedCall.rejected(new Failure.Invalid(
                        "export",
                        "There is no such format to export to. There are: %s."
                                .formatted(Arrays.stream(values())
                                        .map(WrittenFormat::id)
                                        .collect(Collectors.joining(", "))))));
    }
}
