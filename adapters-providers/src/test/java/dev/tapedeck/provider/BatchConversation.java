package dev.tapedeck.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tapedeck.build.BatchProvider.BatchRequest;
import dev.tapedeck.build.ListedContent;
import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.exchange.ScriptedAnswer;
import dev.tapedeck.exchange.ScriptedProvider;
import dev.tapedeck.exchange.Secret;
import dev.tapedeck.provider.anthropic.AnthropicCredentials;
import dev.tapedeck.provider.batch.AgainstTheSimulator;
import dev.tapedeck.provider.openai.OpenAiCredentials;
import dev.tapedeck.provider.wire.Credentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A recorded conversation with a batch API, played to an adapter: whatever the adapter asks must be what was asked then,
 * in that order. The ids of requests are ours in place of theirs, in both directions. Not thread-safe.
 */
final class BatchConversation implements Provider {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Turn> turns;
    private final Dialect dialect;
    private final Map<String, String> ours = new HashMap<>();
    private int at = -1;

    /** One request and its answer. */
    record Turn(
            String method,
            String path,
            Optional<String> query,
            JsonNode asked,
            int status,
            Headers headers,
            JsonNode answered) {
        String target() {
            return method + " " + path;
        }
    }

    private BatchConversation(List<Turn> turns, Dialect dialect) {
        this.turns = turns;
        this.dialect = dialect;
    }

    static BatchConversation read(Path file, Dialect dialect) {
        try {
            List<Turn> turns = new ArrayList<>();
            for (JsonNode recorded : JSON.readTree(Files.readAllBytes(file))) {
                Turn turn = turn(recorded);
                IntStream.range(0, recorded.path("repeated").asInt(1)).forEach(again -> turns.add(turn));
            }
            return new BatchConversation(turns, dialect);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Turn turn(JsonNode recorded) {
        List<String> headers = new ArrayList<>();
        recorded.at("/response/headers").properties().forEach(header -> {
            headers.add(header.getKey());
            headers.add(header.getValue().asText());
        });
        URI uri = URI.create(recorded.at("/request/uri").asText());
        return new Turn(
                recorded.at("/request/method").asText(),
                uri.getPath(),
                Optional.ofNullable(uri.getRawQuery()),
                recorded.at("/request/body"),
                recorded.at("/response/status").asInt(),
                Headers.of(headers.toArray(String[]::new)),
                recorded.at("/response/body"));
    }

    /** What was asked next then; nothing at the end. What an adapter may leave out is left out. */
    Optional<Turn> next() {
        return nextPlace().stream().mapToObj(turns::get).findFirst();
    }

    private OptionalInt nextPlace() {
        return IntStream.range(at + 1, turns.size())
                .filter(place -> !isIdle(turns.get(place)))
                .findFirst();
    }

    /** Whether it only looked at a file that was there. */
    private static boolean isIdle(Turn turn) {
        return turn.target().matches("GET /v1/files/[^/]+");
    }

    /** The requests that the next turn sends, with keys of our own. */
    ListedContent content() {
        Turn turn = next().orElseThrow();
        List<BatchRequest> requests = new ArrayList<>();
        ours.clear();
        for (JsonNode line : lines(turn.asked())) {
            JsonNode body = line.has("params") ? line.get("params") : line.get("body");
            String path = line.path("url").asText("/v1/messages");
            BatchRequest request = AgainstTheSimulator.request(requests.size(), dialect, path, body.toString());
            ours.put(line.path("custom_id").asText(), request.customId());
            requests.add(request);
        }
        return new ListedContent(requests);
    }

    /** The requests in a body: those of a form with one to a line, or those of a JSON object. */
    static List<JsonNode> lines(JsonNode body) {
        if (body.isObject()) {
            return Stream.iterate(0, index -> index + 1)
                    .limit(body.path("requests").size())
                    .map(body.path("requests")::get)
                    .toList();
        }
        return body.asText()
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(BatchConversation::json)
                .toList();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    @Override
    public Answer exchange(Call call) {
        String asked = call.request().method() + " " + call.request().path();
        if (!again(asked)) {
            at = nextPlace().orElseThrow(() -> new AssertionError("Nobody asked for %s then.".formatted(asked)));
            equal(turns.get(at).target(), asked, "The call");
            compare(turns.get(at), call);
        }
        Turn turn = turns.get(at);
        equal(turn.query(), call.request().query(), "The query");
        compareHeaders(call);
        ScriptedAnswer answer = new ScriptedAnswer(turn.status(), turn.headers(), List.of());
        return new ScriptedProvider().thenAnswer(answer.chunk(answered(turn))).exchange(call);
    }

    /** Looking at a batch once more shows what was shown last. */
    private boolean again(String asked) {
        return at >= 0
                && asked.startsWith("GET ")
                && turns.get(at).target().equals(asked)
                && next().filter(turn -> turn.target().equals(asked)).isEmpty();
    }

    /** No recording has headers: these are what the providers' references ask for, and the key as it is added on the wire. */
    private void compareHeaders(Call call) {
        Headers headers = call.request().headers();
        boolean anthropic = dialect == Dialect.ANTHROPIC;
        Optional<String> version = anthropic ? Optional.of("2023-06-01") : Optional.empty();
        equal(version, headers.first("anthropic-version"), "anthropic-version");
        equal(contentType(call), headers.contentType().map(type -> type.replaceAll(";.*", "")), "content-type");
        Credentials.KEY_HEADERS.forEach(name -> equal(Optional.empty(), headers.first(name), name));
        Credentials credentials = anthropic ? new AnthropicCredentials() : new OpenAiCredentials();
        Headers signed = credentials.signed(call.request(), new Secret("sk-1")).headers();
        equal(Optional.of("Bearer sk-1").filter(key -> !anthropic), signed.first("authorization"), "authorization");
        equal(Optional.of("sk-1").filter(key -> anthropic), signed.first("x-api-key"), "x-api-key");
        equal(version, signed.first("anthropic-version"), "anthropic-version on the wire");
    }

    private static Optional<String> contentType(Call call) {
        if (call.request().path().equals("/v1/files")) {
            return Optional.of("multipart/form-data");
        }
        boolean hasBody = call.upload().isPresent() || call.request().body().length() > 0;
        return hasBody ? Optional.of("application/json") : Optional.empty();
    }

    private void compare(Turn turn, Call call) {
        JsonNode now = body(call);
        if (turn.target().equals("POST /v1/batches")) {
            for (String member : List.of("input_file_id", "endpoint", "completion_window")) {
                equal(turn.asked().get(member), now.get(member), member);
            }
            return;
        }
        List<JsonNode> then = lines(turn.asked());
        List<JsonNode> lines = lines(now);
        equal(then.size(), lines.size(), "requests");
        for (int line = 0; line < then.size(); line++) {
            for (String member : List.of("method", "url", "body", "params")) {
                equal(then.get(line).get(member), lines.get(line).get(member), member);
            }
            String theirs = then.get(line).path("custom_id").asText();
            equal(ours.get(theirs), lines.get(line).path("custom_id").asText(), "custom_id");
        }
    }

    private static void equal(@Nullable Object then, @Nullable Object now, String what) {
        if (!Objects.equals(then, now)) {
            throw new AssertionError("%s was %s then, and is %s now.".formatted(what, then, now));
        }
    }

    private static JsonNode body(Call call) {
        try {
            String text = call.upload().isPresent()
                    ? Files.readString(call.upload().get())
                    : call.request().body().text();
            return text.startsWith("{")
                    ? JSON.readTree(text)
                    : JSON.getNodeFactory().textNode(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private String answered(Turn turn) {
        boolean results = turn.path().endsWith("/content") || turn.path().endsWith("/results");
        return results ? withOurIds(turn.answered()) : turn.answered().toString();
    }

    private String withOurIds(JsonNode results) {
        String text = results.isTextual() ? results.asText() : results.toString();
        return Pattern.compile("(?m)(\"custom_id\": ?)\"([^\"]*)\"")
                .matcher(text)
                .replaceAll(found -> "%s\"%s\"".formatted(found.group(1), ours.get(found.group(2))));
    }

    /** What was answered then to each of the requests that were sent last, by our ids; nothing to those without. */
    Map<String, JsonNode> results(Turn turn) {
        Map<String, JsonNode> results = new HashMap<>();
        for (JsonNode line : lines(JSON.getNodeFactory().textNode(withOurIds(turn.answered())))) {
            JsonNode message = line.at("/result/message");
            results.put(line.path("custom_id").asText(), message.isMissingNode() ? line.at("/response/body") : message);
        }
        return results;
    }
}
