package dev.tapedeck.storage.formats;

import dev.tapedeck.exchange.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.emitter.Emitter;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ImplicitTuple;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;

/**
 * Writes YAML that every parser reads alike, those of YAML 1.1 too: texts in double quotes and ASCII, so that none can
 * be taken for a number, a date or a truth value, nor lose a blank or a line end.
 */
final class YamlOutput {
    private static final ImplicitTuple PLAIN = new ImplicitTuple(true, true);
    private static final ImplicitTuple TAGGED = new ImplicitTuple(false, false);
    private static final String BINARY = "tag:yaml.org,2002:binary";
    private static final int BASE64_LINE = 76;
    private static final Base64.Encoder BASE64 =
            Base64.getMimeEncoder(BASE64_LINE, "\n".getBytes(StandardCharsets.US_ASCII));

    private final Writer writer;
    private final Emitter emitter;

    /** @param comments lines that stand before everything else */
    YamlOutput(OutputStream out, List<String> comments) throws IOException {
        writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        for (String comment : comments) {
            writer.write("# " + comment + "\n");
        }
        DumpSettings settings = DumpSettings.builder()
                .setUseUnicodeEncoding(false)
                .setSplitLines(false)
                .setMaxSimpleKeyLength(1024)
                .build();
        emitter = new Emitter(settings, new Lines(writer));
        emit(new StreamStartEvent());
        emit(new DocumentStartEvent(false, Optional.empty(), Map.of()));
    }

    /** The emitter's way out. */
    private record Lines(Writer writer) implements StreamDataWriter {
        @Override
        public void write(String text) {
            write(text, 0, text.length());
        }

        @Override
        public void write(String text, int from, int length) {
            try {
                writer.write(text, from, length);
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
    }

    void end() throws IOException {
        emit(new DocumentEndEvent(false));
        emit(new StreamEndEvent());
        writer.flush();
    }

    private void emit(Event event) throws IOException {
        try {
            emitter.emit(event);
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
    }

    void mapping() throws IOException {
        emit(new MappingStartEvent(Optional.empty(), Optional.empty(), true, FlowStyle.BLOCK));
    }

    void endMapping() throws IOException {
        emit(new MappingEndEvent());
    }

    void list() throws IOException {
        emit(new SequenceStartEvent(Optional.empty(), Optional.empty(), true, FlowStyle.BLOCK));
    }

    void endList() throws IOException {
        emit(new SequenceEndEvent());
    }

    /** A member's name, or a value, that is a plain word or number. */
    void word(String word) throws IOException {
        emit(new ScalarEvent(Optional.empty(), Optional.empty(), PLAIN, word, ScalarStyle.PLAIN));
    }

    void number(long number) throws IOException {
        word(Long.toString(number));
    }

    void text(String text) throws IOException {
        emit(new ScalarEvent(Optional.empty(), Optional.empty(), PLAIN, text, ScalarStyle.DOUBLE_QUOTED));
    }

    /** Text if the bytes are UTF-8, else base64 with the tag for it. */
    void body(Bytes body) throws IOException {
        Optional<String> text = body.validText();
        if (text.isPresent()) {
            text(text.get());
        } else {
            String base64 = BASE64.encodeToString(body.array()) + "\n";
            emit(new ScalarEvent(Optional.empty(), Optional.of(BINARY), TAGGED, base64, ScalarStyle.LITERAL));
        }
    }

    /** {@code name: "text"}. */
    void member(String name, String text) throws IOException {
        word(name);
        text(text);
    }

    /** {@code name: 1}. */
    void member(String name, long number) throws IOException {
        word(name);
        number(number);
    }
}
