package dev.tapedeck.storage.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.transfer.RecordedExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One entry of an HTTP archive (HAR 1.2), as browsers, proxies and Polly.JS write it. */
record HarEntry(At entry, At request, At response) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern HTTP =
            Pattern.compile("(?i)(?!(data|blob|about|file|ws|wss|chrome[a-z-]*):).*", Pattern.DOTALL);
    private static final int SWITCHING = 101;
    private static final String BASE64 = "base64";

    HarEntry(At entry) {
        this(entry, entry.member("request"), entry.member("response"));
    }

    /** Why it can't be brought in, if it can't. */
    Optional<String> whyNot() {
        if (!entry.isMapping()) {
            throw new Refusal(entry.place(), "An entry with a request and a response is expected here.");
        }
        int status = response.member("status").number().orElse(0);
        if (isWebSocket(status)) {
            return Optional.of("It is a WebSocket, not an HTTP request with its response.");
        }
        if (!HTTP.matcher(request.member("url").text()).matches()) {
            return Optional.of("Its URL is not of HTTP: nothing went over the wire.");
        }
        if (request.member("method").isText() && request.member("method").text().isBlank()) {
            return Optional.of("Its request has an empty method.");
        }
        if (status == 0 && lacks().isEmpty()) {
            return Optional.of("It has no response: it was aborted, blocked or failed.");
        }
        return isBodyMissing()
                ? Optional.of("The body of its response was not saved. Save the archive with its content.")
                : Optional.empty();
    }

    /** What an entry must have but hasn't, as a sentence. */
    Optional<String> lacks() {
        if (!request.isMapping() || !response.isMapping()) {
            return Optional.of(response.isMapping() ? "It has no 'request'." : "It has no 'response'.");
        }
        if (!request.has("method") || !request.has("url")) {
            return Optional.of("Its request has no '%s'.".formatted(request.has("url") ? "method" : "url"));
        }
        boolean cut = !response.has("status") && !response.members().isEmpty();
        return cut ? Optional.of("Its response has no 'status'.") : Optional.empty();
    }

    private boolean isWebSocket(int status) {
        return status == SWITCHING
                || entry.has("_webSocketMessages")
                || entry.member("_resourceType").text().equals("websocket");
    }

    private boolean isBodyMissing() {
        At content = response.member("content");
        return !content.has("text") && content.member("size").number().orElse(0) > 0;
    }

    RecordedExchange exchange() {
        return new RecordedExchange(
                entry.place(),
                request.member("method").text(),
                request.member("url").text(),
                HeaderReading.of(request.member("headers")),
                posted(request.member("postData")),
                response.member("status").number().orElse(0),
                HeaderReading.of(response.member("headers")),
                content(response.member("content")),
                Moments.instant(entry.member("startedDateTime").text()),
                Moments.millis(entry.member("time").text()));
    }

    /** Whether the request had a body that only stands there in parts, so that its bytes can't be known. */
    boolean isBodyInParts() {
        At posted = request.member("postData");
        return !posted.has("text") && !posted.member("params").elements().isEmpty() && !isForm(posted);
    }

    private static Bytes posted(At posted) {
        if (!posted.has("text") && isForm(posted)) {
            return Bytes.utf8(posted.member("params").elements().stream()
                    .map(param -> encoded(param, "name") + "=" + encoded(param, "value"))
                    .collect(Collectors.joining("&")));
        }
        return content(posted);
    }

    private static boolean isForm(At posted) {
        return posted.member("mimeType").text().toLowerCase(Locale.ROOT).contains("x-www-form-urlencoded");
    }

    private static String encoded(At param, String member) {
        return URLEncoder.encode(param.member(member).text(), StandardCharsets.UTF_8);
    }

    private static Bytes content(At content) {
        At text = content.member("text");
        boolean binary = content.member("_isBinary").isTrue();
        if (!binary && !content.member("encoding").text().equalsIgnoreCase(BASE64)) {
            return text.bytes();
        }
        return isList(text.text()) ? chunks(text, binary) : text.base64();
    }

    private static boolean isList(String text) {
        return text.stripLeading().startsWith("[");
    }

    /** Polly stores what came in several pieces as the text of a JSON list of their base64; once it was hex. */
    private static Bytes chunks(At text, boolean hex) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        try (JsonParser list = JSON.createParser(text.text())) {
            list.nextToken();
            while (list.nextToken() == JsonToken.VALUE_STRING) {
                At chunk = new At(text.place(), new Value.Text(list.getText(), Value.Form.STRING));
                joined.writeBytes((hex ? Hex.bytes(chunk) : chunk.base64()).array());
            }
            if (list.currentToken() != JsonToken.END_ARRAY) {
                throw noList(text);
            }
            return Bytes.wrap(joined.toByteArray());
        } catch (IOException broken) {
            throw noList(text);
        }
    }

    private static Refusal noList(At text) {
        return Refusal.ofRecord(text.place(), "A JSON list of the body's pieces is expected here.");
    }
}
