package dev.tapedeck.storage.pipeline;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.pipeline.Document;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where a document stands. */
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
     * @param relative below the source's folder
     * @param real where it is in truth
     * @throws UnusableFile if it can't be told
     */
    static List<? extends Located> in(Path relative, Path real) throws IOException {
        String name = relative.getFileName().toString();
        return name.endsWith(".jsonl") || name.endsWith(".ndjson")
                ? JsonLine.in(relative, real)
                : List.of(new WholeText(relative, real));
    }

    /** A file that is one document. */
    record WholeText(Path relative, Path real) implements Located {
        @Override
        public String label() {
            return withoutExtension(slashed(relative));
        }

        @Override
        public String place() {
            return FolderDocuments.shown(relative);
        }

        @Override
        public Document read() throws IOException {
            try (InputStream in = Files.newInputStream(real)) {
                Bytes bytes = Bytes.wrap(in.readNBytes(LARGEST + 1));
                if (bytes.length() > LARGEST) {
                    throw new UnusableFile("%s is over 16 MiB. Split it.".formatted(place()));
                }
                String text = bytes.validText()
                        .orElseThrow(() -> new UnusableFile(
                                "%s is no text in UTF-8. Save it so, or narrow 'include'.".formatted(place())));
                return new Document(label(), text, metadata());
            } catch (Document.InvalidLabel invalid) {
                throw new UnusableFile("%s gives no label: %s".formatted(place(), invalid.getMessage()));
            }
        }

        private SortedMap<String, String> metadata() {
            SortedMap<String, String> metadata = new TreeMap<>();
            metadata.put("path", slashed(relative));
            metadata.put("name", withoutExtension(relative.getFileName().toString()));
            Optional.ofNullable(relative.getParent()).ifPresent(folder -> metadata.put("folder", slashed(folder)));
            return metadata;
        }

        private static String slashed(Path path) {
            return path.toString().replace(File.separatorChar, '/');
        }

        private static String withoutExtension(String file) {
            int dot = file.lastIndexOf('.');
            return dot > file.lastIndexOf('/') + 1 ? file.substring(0, dot) : file;
        }
    }
}
