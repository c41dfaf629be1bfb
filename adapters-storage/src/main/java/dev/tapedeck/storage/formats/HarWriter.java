package dev.tapedeck.storage.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Headers.Field;
import dev.tapedeck.transfer.ExportedCassette;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Writes an HTTP archive of version 1.2, with the members that the format asks for and those that Polly.JS looks for: its
 * own name, the recording's, and an id and a place for each entry.
 */
final class HarWriter {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    private static final DefaultPrettyPrinter TWO_SPACE = new DefaultPrettyPrinter(
                    Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"));
    private static final int UNKNOWN = -1;
    private static final String OCTETS = "application/octet-stream";
    private static final String POLLY = "Polly.JS";
    private static final String POLLY_VERSION = "6.0.6";

    private final JsonGenerator json;
    private final PollyIds ids = new PollyIds();

    private HarWriter(JsonGenerator json) {
        this.json = json;
    }

    static void write(ExportedCassette cassette, OutputStream out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.setPrettyPrinter(TWO_SPACE.createInstance());
            new HarWriter(json).log(cassette);
            json.writeRaw('\n');
        }
    }

    private void log(ExportedCassette cassette) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("log");
        json.writeStringField("version", "1.2");
        json.writeStringField("_recordingName", cassette.name().value());
        json.writeObjectFieldStart("creator");
        json.writeStringField("name", POLLY); // it takes no file of any other
        json.writeStringField("version", POLLY_VERSION);
        json.writeStringField("comment", "written by Tapedeck");
        json.writeEndObject();
        json.writeArrayFieldStart("pages");
        json.writeEndArray();
        json.writeArrayFieldStart("entries");
        Answered.each(cassette, this::entry);
        json.writeEndArray();
        List<String> losses = Answered.losses(cassette);
        if (!losses.isEmpty()) {
            json.writeStringField("comment", String.join(" ", losses));
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void entry(Answered answered) throws IOException {
        long millis = answered.durationMillis();
        String id = PollyIds.id(
                answered.request().method(), answered.url(), answered.request().body());
        json.writeStartObject();
        json.writeStringField("_id", id);
        json.writeNumberField("_order", ids.order(id));
        json.writeStringField(
                "startedDateTime", answered.interaction().ticket().recordedAt().toString());
        json.writeNumberField("time", millis);
        request(answered);
        response(answered);
        json.writeObjectFieldStart("cache");
        json.writeEndObject();
        timings(millis);
        json.writeEndObject();
    }

    private void timings(long millis) throws IOException {
        json.writeObjectFieldStart("timings");
        for (String unknown : List.of("blocked", "dns", "connect", "ssl")) {
            json.writeNumberField(unknown, UNKNOWN);
        }
        json.writeNumberField("send", 0);
        json.writeNumberField("wait", millis);
        json.writeNumberField("receive", 0);
        json.writeEndObject();
    }

    private void request(Answered answered) throws IOException {
        Bytes body = answered.request().body();
        json.writeObjectFieldStart("request");
        json.writeStringField("method", answered.request().method());
        json.writeStringField("url", answered.url());
        message(answered.request().headers());
        query(answered.url());
        json.writeNumberField("headersSize", UNKNOWN);
        json.writeNumberField("bodySize", body.length());
        if (!body.isEmpty()) {
            json.writeObjectFieldStart("postData");
            json.writeStringField("mimeType", type(answered.request().headers()));
            json.writeArrayFieldStart("params");
            json.writeEndArray();
            text(body);
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void response(Answered answered) throws IOException {
        json.writeObjectFieldStart("response");
        json.writeNumberField("status", answered.status());
        json.writeStringField("statusText", answered.reason());
        message(answered.headers());
        json.writeStringField(
                "redirectURL", answered.headers().first("location").orElse(""));
        json.writeNumberField("headersSize", UNKNOWN);
        json.writeNumberField("bodySize", answered.body().length());
        json.writeObjectFieldStart("content");
        json.writeNumberField("size", answered.body().length());
        json.writeStringField("mimeType", type(answered.headers()));
        text(answered.body());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void message(Headers headers) throws IOException {
        json.writeStringField("httpVersion", "HTTP/1.1");
        json.writeArrayFieldStart("cookies");
        json.writeEndArray();
        json.writeArrayFieldStart("headers");
        for (Field field : headers.fields()) {
            pair(field.name(), field.value());
        }
        json.writeEndArray();
    }

    private void query(String url) throws IOException {
        json.writeArrayFieldStart("queryString");
        int mark = url.indexOf('?');
        if (mark >= 0) {
            for (String parameter :
                    url.substring(mark + 1).replaceFirst("#.*", "").split("&")) {
                String[] both = parameter.split("=", 2);
                pair(decoded(both[0]), both.length == 2 ? decoded(both[1]) : "");
            }
        }
        json.writeEndArray();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    private void pair(String name, String value) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("value", value);
        json.writeEndObject();
    }

    /** The body as text, or as base64 where it is none. */
    private void text(Bytes body) throws IOException {
        Optional<String> text = body.validText();
        if (text.isPresent()) {
            json.writeStringField("text", text.get());
        } else {
            json.writeStringField("text", Base64.getEncoder().encodeToString(body.array()));
            json.writeStringField("encoding", "base64");
        }
    }

    private static String type(Headers headers) {
        return headers.contentType().orElse(OCTETS);
    }
}
