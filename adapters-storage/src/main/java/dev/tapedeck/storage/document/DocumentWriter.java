package dev.tapedeck.storage.document;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.RequestKeys;
import dev.tapedeck.json.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes one document in the current version, an interaction at a time: the same content is always the same bytes.
 * Holds one interaction in memory, however many there are. A document is whole only after {@link #end}, and of no use
 * after a failure. Used by one thread.
 */
public final class DocumentWriter {
    static final String FORMAT = "tapedeck-cassette";

    private static final int BUFFER = 1 << 16;

    private final OutputStream stream;
    private final JsonOutput out = new JsonOutput(BUFFER);
    private final Layout layout = Layout.lines(out);
    private final InteractionWriter interactions = new InteractionWriter(layout);
    private long drained;
    private int last;

    /**
     * Begins a document.
     *
     * @param stream where it goes; neither buffered again nor closed
     * @throws dev.tapedeck.exchange.FailedCall rejected as {@code Invalid} if the recipe is wrong
     */
    public DocumentWriter(OutputStream stream, CassetteName name, KeyRecipe recipe) {
        this.stream = stream;
        new RequestKeys(recipe);
        layout.open('{');
        layout.member("format", FORMAT);
        layout.member("version", DocumentVersion.CURRENT.number());
        layout.member("name", name.value());
        layout.name("keyRecipe");
        recipe(recipe);
        layout.name("interactions");
        layout.open('[');
    }

    /**
     * Writes an interaction, and says where it stands.
     *
     * @throws IllegalArgumentException if its number is not above the last one's, or if it holds what no document may
     *     hold, such as a status of 1000
     * @throws dev.tapedeck.exchange.FailedCall rejected as {@code TooLarge} if a body is over 256 MiB as text or over 192
     *     MiB as bytes
     */
    public Span add(Interaction interaction) throws IOException {
        long start = begin(interaction.number());
        interactions.interaction(interaction);
        return ended(start);
    }

    /**
     * Writes the bytes of an interaction as they stand in another document of the current version. They are not looked
     * at.
     *
     * @param number the interaction's number
     */
    public Span copy(int number, byte[] interaction) throws IOException {
        long start = begin(number);
        out.bytes(interaction, 0, interaction.length);
        return ended(start);
    }

    /** Ends the document and flushes the stream. */
    public void end() throws IOException {
        layout.close(']');
        layout.close('}');
        out.put('\n');
        out.drainTo(stream);
        stream.flush();
    }

    private long begin(int number) {
        if (number <= last) {
            throw new IllegalArgumentException(
                    "Interaction %d can't follow %d: numbers ascend.".formatted(number, last));
        }
        last = number;
        layout.element();
        return written();
    }

    private Span ended(long start) throws IOException {
        Span span = new Span(start, written() - start);
        if (out.length() >= BUFFER) {
            drained += out.length();
            out.drainTo(stream);
        }
        return span;
    }

    private long written() {
        return drained + out.length();
    }

    private void recipe(KeyRecipe recipe) {
        layout.open('{');
        layout.member("version", recipe.version());
        texts("ignore", recipe.ignore());
        layout.name("replace");
        layout.open('[');
        recipe.replace().forEach(this::replacement);
        layout.close(']');
        texts("headers", recipe.headers());
        layout.close('}');
    }

    private void replacement(KeyRecipe.Replacement replacement) {
        layout.element();
        layout.open('{');
        layout.member("pattern", replacement.pattern());
        layout.member("with", replacement.with());
        layout.close('}');
    }

    private void texts(String name, List<String> texts) {
        layout.name(name);
        layout.open('[');
        for (String text : texts) {
            layout.element();
            layout.out().string(text);
        }
        layout.close(']');
    }
}
