package dev.tapedeck.web.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.tapedeck.exchange.Bytes;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A body, in exactly one of three forms. */
record BodyView(
        @Schema(description = "The value itself, if the body is JSON.", implementation = Object.class)
        Optional<RawValue> json,

        @Schema(description = "The text, if the body is UTF-8 but not JSON.")
        Optional<String> text,

        @Schema(description = "The bytes in base64, if they are neither.")
        Optional<String> base64) {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    static BodyView of(Bytes body) {
        return body.validText().map(BodyView::ofText).orElseGet(() -> ofBytes(body));
    }

    private static BodyView ofText(String text) {
        return isJson(text)
                ? new BodyView(Optional.of(new RawValue(text)), Optional.empty(), Optional.empty())
                : new BodyView(Optional.empty(), Optional.of(text), Optional.empty());
    }

    private static BodyView ofBytes(Bytes body) {
        String coded = Base64.getEncoder().encodeToString(body.array());
        return new BodyView(Optional.empty(), Optional.empty(), Optional.of(coded));
    }

    /** Whether the text is one JSON value, such that it may stand within another. */
    private static boolean isJson(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException notJson) {
            return false;
        }
    }
}
