package dev.tapedeck.storage.file;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.storage.disk.Modes;
import dev.tapedeck.storage.document.DocumentHead;
import dev.tapedeck.storage.document.DocumentReader;
import dev.tapedeck.storage.document.DocumentSource;
import dev.tapedeck.storage.document.DocumentWriter;
import dev.tapedeck.storage.file.JournalRecord.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;

/**
 * The start of a journal: it says what the journal builds on. The body of a head is a document without interactions, so
 * that the recordings can be kept even if the document is gone.
 *
 * @param channel open for writing
 * @param length how long it is with its head
 */
record Journal(FileChannel channel, long length) {
    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    /** What a journal's interactions come after. */
    enum Base {
        /** nothing: whatever the document holds is replaced */
        NOTHING,
        /** what the document holds */
        DOCUMENT
    }

    /** Makes a new journal with its head, durable with its name. */
    static Journal create(Folder folder, Path file, Base base, CassetteName name, KeyRecipe recipe) throws IOException {
        FileChannel channel = FileChannel.open(file, NEW, Modes.ofNewFile(folder.path()));
        boolean created = false;
        try {
            folder.disk().write(channel, ByteBuffer.wrap(JournalReader.MAGIC), 0);
            List<JournalRecord> head =
                    List.of(JournalRecord.of(Kind.HEAD, base.ordinal(), emptyDocument(name, recipe)));
            long end = JournalOutput.write(folder.disk(), channel, JournalReader.MAGIC.length, head);
            folder.disk().force(channel);
            folder.force();
            created = true;
            return new Journal(channel, end);
        } finally {
            if (!created) {
                channel.close();
                Files.deleteIfExists(file);
            }
        }
    }

    private static byte[] emptyDocument(CassetteName name, KeyRecipe recipe) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new DocumentWriter(bytes, name, recipe).end();
        return bytes.toByteArray();
    }

    /** What the head of a journal says of the cassette. */
    static DocumentHead head(String source, byte[] body) throws IOException {
        try (DocumentReader reader =
                DocumentReader.open(new DocumentSource(source, () -> new ByteArrayInputStream(body)))) {
            return reader.head();
        }
    }
}
