package dev.tapedeck.storage.pipeline;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.pipeline.Document;
import java.io.IOException;
import java.io.InputStream;

/** A file that is one document. */
record WholeText(SourceFile file) implements Located {
    @Override
    public String label() {
        return file.label();
    }

    @Override
    public String place() {
        return file.shown();
    }

    @Override
    public Document read() throws IOException {
        try {
            return new Document(label(), text(), file.metadata());
        } catch (Document.InvalidLabel invalid) {
            throw new UnusableFile("%s gives no label: %s".formatted(place(), invalid.getMessage()));
        }
    }

    private String text() throws IOException {
        try (InputStream in = file.open()) {
            Bytes bytes = Bytes.wrap(in.readNBytes(LARGEST + 1));
            if (bytes.length() > LARGEST) {
                throw new UnusableFile("%s is over 16 MiB. Split it.".formatted(place()));
            }
            return bytes.validText()
                    .orElseThrow(() -> new UnusableFile(
                            "%s is no text in UTF-8. Save it so, or narrow 'include'.".formatted(place())));
        }
    }
}
