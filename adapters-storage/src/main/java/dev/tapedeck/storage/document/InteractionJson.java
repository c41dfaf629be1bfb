package dev.tapedeck.storage.document;

import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.json.JsonOutput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Single interactions, and their halves, as JSON of the current version: with the members that they have in a document,
 * compact. Reading takes the bytes of an interaction as they stand in a document, too; what can't be read is a
 * {@link dev.tapedeck.exchange.FailedCall} rejected as {@code Unreadable}. Writing fails as {@link DocumentWriter#add}
 * does.
 */
public final class InteractionJson {
    private static final int EXPECTED = 1 << 12;

    private InteractionJson() {}

    public static byte[] of(Interaction interaction) {
        return write(writer -> writer.interaction(interaction));
    }

    public static byte[] of(NumberedTicket begun) {
        return write(writer -> writer.ticket(begun.number(), begun.ticket()));
    }

    public static byte[] of(NumberedEnding ended) {
        return write(writer -> writer.ending(ended.number(), ended.ending()));
    }

    /** @param source what messages call the place where the bytes come from: a file name */
    public static Interaction interaction(String source, byte[] json) {
        return read(source, json, InteractionReader::read);
    }

    public static NumberedTicket ticket(String source, byte[] json) {
        return read(source, json, InteractionReader::ticket);
    }

    public static NumberedEnding ending(String source, byte[] json) {
        return read(source, json, InteractionReader::ending);
    }

    private interface Writing {
        void with(InteractionWriter writer) throws IOException;
    }

    private static byte[] write(Writing writing) {
        JsonOutput out = new JsonOutput(EXPECTED);
        try {
            writing.with(new InteractionWriter(Layout.compact(out)));
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return out.toBytes();
    }

    private static <T> T read(String source, byte[] json, Reading<T> reading) {
        try (Tokens tokens = Tokens.of(source, new ByteArrayInputStream(json))) {
            return tokens.read(any -> {
                tokens.first();
                T value = reading.from(tokens);
                tokens.end();
                return value;
            });
        } catch (DocumentFault fault) {
            throw fault.rejected();
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
    }
}
