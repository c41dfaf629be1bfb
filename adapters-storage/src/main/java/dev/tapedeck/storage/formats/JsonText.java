package dev.tapedeck.storage.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import dev.tapedeck.exchange.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Writes a parsed body back as JSON. What bytes it once had is not known: it gets those of the tool that parsed it. */
enum JsonText {
    /** As {@code JSON.stringify} of JavaScript writes it. */
    COMPACT,
    /** As {@code json.dumps} of Python writes it. */
    PYTHON;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
            .build();
    private static final DefaultPrettyPrinter SPACED = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                    .withObjectEntrySpacing(Separators.Spacing.AFTER)
                    .withArrayValueSpacing(Separators.Spacing.AFTER)
                    .withObjectEmptySeparator("")
                    .withArrayEmptySeparator(""))
            .withObjectIndenter(new DefaultPrettyPrinter.NopIndenter())
            .withArrayIndenter(new DefaultPrettyPrinter.NopIndenter());

    Bytes of(Value value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            if (this == PYTHON) {
                json.configure(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature(), true);
            }
            json.setPrettyPrinter(this == PYTHON ? SPACED.createInstance() : new MinimalPrettyPrinter());
            write(value, json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Bytes.wrap(out.toByteArray());
    }

    private void write(Value value, JsonGenerator json) throws IOException {
        switch (value) {
            case Value.Text text -> text(text, json);
            case Value.Items items -> {
                json.writeStartArray();
                for (Value item : items.values()) {
                    write(item, json);
                }
                json.writeEndArray();
            }
            case Value.Fields fields -> {
                json.writeStartObject();
                for (Value.Member member : fields.members()) {
                    json.writeFieldName(member.name());
                    write(member.value(), json);
                }
                json.writeEndObject();
            }
        }
    }

    private void text(Value.Text value, JsonGenerator json) throws IOException {
        Optional<String> literal = switch (value.form()) {
            case NUMBER -> Optional.of(value.text());
            case LITERAL -> Literal.json(value.text());
            case STRING, BINARY -> Optional.empty();
        };
        if (literal.isPresent()) {
            // PyYAML has 1.0e-05 where Python itself, and so its JSON, has 1e-05
            json.writeRawValue(this == PYTHON ? literal.get().replace(".0e", "e") : literal.get());
        } else {
            json.writeString(value.text());
        }
    }
}
