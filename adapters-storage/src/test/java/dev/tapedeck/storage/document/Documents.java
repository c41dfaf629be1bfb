package dev.tapedeck.storage.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.KeyRecipe;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Documents in memory, written and read as a whole. */
public final class Documents {
    public static final CassetteName CHECKOUT = new CassetteName("checkout");

    private Documents() {}

    /** A document that was read. */
    public record Read(DocumentHead head, List<Interaction> interactions) {}

    /** The document of a cassette named checkout that holds these. */
    public static String text(Interaction... interactions) {
        return new String(bytes(CHECKOUT, KeyRecipe.DEFAULT, List.of(interactions)), UTF_8);
    }

    public static byte[] bytes(CassetteName name, KeyRecipe recipe, List<Interaction> interactions) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            DocumentWriter writer = new DocumentWriter(out, name, recipe);
            for (Interaction interaction : interactions) {
                writer.add(interaction);
            }
            writer.end();
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return out.toByteArray();
    }

    public static DocumentSource source(byte[] document) {
        return new DocumentSource("checkout.json", () -> new ByteArrayInputStream(document));
    }

    public static Read read(String document) {
        return read(document.getBytes(UTF_8));
    }

    public static Read read(byte[] document) {
        try (DocumentReader reader = DocumentReader.open(source(document))) {
            List<Interaction> all = new ArrayList<>();
            for (Optional<Interaction> next = reader.next(); next.isPresent(); next = reader.next()) {
                all.add(next.get());
            }
            return new Read(reader.head(), all);
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
    }

    /** What reading makes of a document, written again. */
    public static byte[] again(byte[] document) {
        Read read = read(document);
        return bytes(read.head().name(), read.head().recipe(), read.interactions());
    }
}
