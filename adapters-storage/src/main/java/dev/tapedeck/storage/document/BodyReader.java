package dev.tapedeck.storage.document;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.json.JsonOutput;
import java.io.IOException;
import java.util.Base64;
import java.util.List;

/** Reads bytes in each of their forms; a body is exactly one of them. */
final class BodyReader {
    private static final Member<Style> STYLE = Member.optional("style", BodyReader::style);
    private static final Member<Bytes> TEXT = Member.optional("text", BodyReader::text);
    private static final Member<Bytes> BASE64 = Member.optional("base64", BodyReader::base64);
    private static final Member<Styled> JSON = Member.optional("json", BodyReader::compactJson);
    private static final Member<Long> AFTER = Member.required("afterMs", InteractionReader::millis);

    private static final Shape BODY = new Shape(STYLE, JSON, TEXT, BASE64);
    private static final Shape CHUNK = new Shape(AFTER, TEXT, BASE64);

    private BodyReader() {}

    /** A JSON value, written in one style. */
    private record Styled(Style style, Bytes bytes) {
        Bytes in(Style wanted) throws IOException {
            if (style == wanted) {
                return bytes;
            }
            JsonOutput out = new JsonOutput(2 * bytes.length());
            JsonCopy.document(bytes.array(), Layout.of(wanted, out));
            return Bytes.wrap(out.toBytes());
        }
    }

    static Bytes body(Tokens json) throws IOException {
        ObjectWalk body = json.walk(BODY);
        while (body.next()) {
            // the value is written once if its style stands before it
            if (body.at(JSON) && body.has(STYLE)) {
                body.read(JSON, BodyReader::twoSpaceJson);
            } else {
                body.read();
            }
        }
        return body.has(JSON) ? json(json, body) : notJson(json, body);
    }

    private static Bytes json(Tokens json, ObjectWalk body) throws IOException {
        if (body.has(TEXT) || body.has(BASE64)) {
            throw json.refused("must hold exactly one of json, text and base64");
        }
        return body.value(JSON).in(body.find(STYLE).orElse(Style.COMPACT));
    }

    private static Bytes notJson(Tokens json, ObjectWalk body) {
        if (body.has(STYLE)) {
            throw json.refusedAt("style", "only a body that is json has a style");
        }
        return one(json, body, "exactly one of json, text and base64");
    }

    static Chunk chunk(Tokens json) throws IOException {
        ObjectWalk chunk = json.object(CHUNK);
        return new Chunk(chunk.value(AFTER), one(json, chunk, "exactly one of text and base64"));
    }

    private static Bytes one(Tokens json, ObjectWalk bytes, String rule) {
        if (bytes.has(TEXT) == bytes.has(BASE64)) {
            throw json.refused("must hold " + rule);
        }
        return bytes.has(TEXT) ? bytes.value(TEXT) : bytes.value(BASE64);
    }

    private static Styled compactJson(Tokens json) throws IOException {
        return new Styled(Style.COMPACT, json.json(Style.COMPACT));
    }

    private static Styled twoSpaceJson(Tokens json) throws IOException {
        return new Styled(Style.TWO_SPACE, json.json(Style.TWO_SPACE));
    }

    private static Style style(Tokens json) throws IOException {
        if (!json.text().equals(Style.TWO_SPACE.id())) {
            throw json.refused("must be two-space; compact is what json without a style is");
        }
        return Style.TWO_SPACE;
    }

    private static Bytes text(Tokens json) throws IOException {
        String text = json.text();
        Bytes bytes = Bytes.utf8(text);
        if (!bytes.text().equals(text)) {
            throw json.refused("has half a surrogate pair, which is no text; such bytes must stand as base64");
        }
        return bytes;
    }

    private static Bytes base64(Tokens json) throws IOException {
        String text = json.text();
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return Bytes.wrap(bytes);
            }
        } catch (IllegalArgumentException notBase64) {
            throw json.refused("is no base64 (RFC 4648, section 4)");
        }
        throw json.refused("is no base64 with all its padding (RFC 4648, section 4)");
    }

    static List<Chunk> chunks(Tokens json) throws IOException {
        return json.list(BodyReader::chunk);
    }
}
