package dev.tapedeck.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.support.Answered;
import dev.tapedeck.support.ReceivedRequest;
import dev.tapedeck.support.ScriptedReply;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/** What OpenAI and Anthropic say to the real clients, from files in their own formats. */
final class CannedProviders {
    private CannedProviders() {}

    static ScriptedReply answer(ReceivedRequest request) throws IOException {
        String provider = request.target().startsWith("/v1/messages") ? "anthropic" : "openai";
        JsonNode body = Answered.parsed(request.text());
        if (body.path("model").asText().equals("no-such-model")) {
            return ScriptedReply.json(400, file(provider, "error.json"));
        }
        if (body.path("stream").asBoolean()) {
            return ScriptedReply.events(events(provider));
        }
        return ScriptedReply.json(file(provider, body.has("tools") ? "tool-call.json" : "completion.json"));
    }

    private static List<String> events(String provider) throws IOException {
        return Arrays.stream(file(provider, "stream.txt").split("(?<=\n\n)")).toList();
    }

    private static String file(String provider, String name) throws IOException {
        try (InputStream content = CannedProviders.class.getResourceAsStream("/providers/" + provider + "/" + name)) {
            if (content == null) {
                throw new FileNotFoundException(provider + "/" + name);
            }
            return new String(content.readAllBytes(), UTF_8);
        }
    }
}
