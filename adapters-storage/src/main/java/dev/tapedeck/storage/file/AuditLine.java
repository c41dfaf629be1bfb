package dev.tapedeck.storage.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tapedeck.audit.AuditEntry;
import dev.tapedeck.audit.AuditLog.Written;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One entry as a line: {@code {"number":7,"at":"…","who":"…","action":"…","target":"…","reason":"…","details":"…"}}. */
final class AuditLine {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String NUMBER = "number";
    private static final int MEMBERS = 7;

    private AuditLine() {}

    /** With the line break after it. */
    static byte[] bytes(Written written) {
        AuditEntry entry = written.entry();
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField(NUMBER, written.number());
            json.writeStringField("at", entry.at().toString());
            json.writeStringField("who", entry.who());
            json.writeStringField("action", entry.action());
            json.writeStringField("target", entry.target());
            json.writeStringField("reason", entry.reason());
            json.writeStringField("details", entry.details());
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The entry on a line; nothing if the line is none of ours, such as one that a crash has cut. */
    static Optional<Written> read(String line) {
        try (JsonParser json = JSON.createParser(line)) {
            return members(json).filter(found -> found.size() == MEMBERS).map(AuditLine::written);
        } catch (IOException | IllegalArgumentException | DateTimeException notOurs) {
            return Optional.empty();
        }
    }

    private static Optional<Map<String, String>> members(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return Optional.empty();
        }
        Map<String, String> members = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (!json.nextToken().isScalarValue()) {
                return Optional.empty();
            }
            members.put(name, json.getText());
        }
        return Optional.of(members);
    }

    private static Written written(Map<String, String> members) {
        return new Written(
                Long.parseLong(member(members, NUMBER)),
                new AuditEntry(
                        Instant.parse(member(members, "at")),
                        member(members, "who"),
                        member(members, "action"),
                        member(members, "target"),
                        member(members, "reason"),
                        member(members, "details")));
    }

    private static String member(Map<String, String> members, String name) {
        String text = members.get(name);
        if (text == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return text;
    }
}
