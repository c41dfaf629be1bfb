package dev.tapedeck.build;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tapedeck.exchange.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a model reads of a request: its texts, and the messages in which they stand. */
final class RequestTexts {
    /** Where the dialects have what the model reads. */
    private static final Set<String> READ =
            Set.of("messages", "system", "instructions", "input", "contents", "systemInstruction", "prompt");

    private static final Set<String> TEXTS =
            Set.of("content", "text", "system", "instructions", "input", "systemInstruction", "prompt");
    private static final Set<String> KINDS = Set.of("role", "type");

    /** What is for the provider and not for the model. */
    private static final Set<String> UNREAD = Set.of("logit_bias", "metadata", "modalities", "reasoning", "stop");

    /** By which OpenAI's models frame each message, and the answer after the last one. */
    private static final int MESSAGE = 4;

    private static final int ANSWER = 3;
    private static final JsonFactory JSON = new JsonFactory();

    private final List<String> texts = new ArrayList<>();
    private int messages;
    private boolean plain = true;

    static RequestTexts of(Bytes body) {
        RequestTexts found = new RequestTexts();
        try (JsonParser parser = JSON.createParser(body.array())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String member = parser.currentName();
                parser.nextToken();
                found.member(member, parser);
            }
            return found;
        } catch (IOException unreadable) {
            throw new IllegalStateException("A request is no JSON.", unreadable);
        }
    }

    private void member(String name, JsonParser parser) throws IOException {
        boolean read = READ.contains(name);
        if (!read && (UNREAD.contains(name) || parser.currentToken().isScalarValue())) {
            parser.skipChildren();
            return;
        }
        messages +=
                parser.currentToken().isScalarValue() && (name.equals("system") || name.equals("instructions")) ? 1 : 0;
        int open = 0;
        JsonToken token = parser.currentToken();
        while (token != null) {
            open += token.isStructStart() ? 1 : 0;
            open -= token.isStructEnd() ? 1 : 0;
            take(token, parser, read);
            token = open == 0 ? null : parser.nextToken();
        }
    }

    /** @param read whether it stands where texts do; else it is a tool, a schema or something that nobody here knows */
    private void take(JsonToken token, JsonParser parser, boolean read) throws IOException {
        plain &= read;
        String name = String.valueOf(parser.currentName());
        if (token == JsonToken.FIELD_NAME) {
            messages += read && name.equals("role") ? 1 : 0;
            if (!read) {
                texts.add(name);
            }
        } else if (token == JsonToken.VALUE_STRING && !(read && KINDS.contains(name))) {
            plain &= TEXTS.contains(name);
            texts.add(parser.getText());
        }
    }

    List<String> texts() {
        return texts;
    }

    /** The tokens that stand between the texts, as OpenAI counts them. */
    long framing() {
        return messages == 0 ? 0 : (long) MESSAGE * messages + ANSWER;
    }

    /** Whether there is nothing but texts: no tools, pictures or the like, whose tokens can only be estimated. */
    boolean plain() {
        return plain;
    }
}
