package dev.tapedeck.storage.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The published JSON Schema of the cassette document: for tests that write documents. */
public final class DocumentSchema {
    private static final Path FILE = Path.of("..", "docs", "cassette-document.schema.json");
    private static final JsonSchema SCHEMA = schema();

    private DocumentSchema() {}

    /** What the schema has against a document; nothing if it is in order. */
    public static List<String> violations(byte[] document) {
        return SCHEMA.validate(new String(document, UTF_8), InputFormat.JSON).stream()
                .map(ValidationMessage::toString)
                .toList();
    }

    /** What the schema has against the document in that file. */
    public static List<String> violations(Path file) {
        try {
            return violations(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static JsonSchema schema() {
        try {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(Files.readString(FILE), InputFormat.JSON);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
