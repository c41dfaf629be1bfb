package dev.tapedeck.builds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.support.ReceivedRequest;
import dev.tapedeck.support.ScriptedReply;
import dev.tapedeck.support.ScriptedUpstream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * OpenAI's chat completions, files and batches and Anthropic's messages, with answers by a function and a ledger: how often
 * each request was paid. A batch is done at the second look at it. A call that bears an idempotency key that was there
 * before is answered as before, and not paid. Each node can be given an address of its own. Thread-safe.
 */
final class LedgerUpstream implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LINE = Pattern.compile("(?m)^\\{\"custom_id\".*\\}\\s*$");
    private static final Pattern FILE_NAME = Pattern.compile("filename=\"([^\"]+)\"");

    /** Answers a request of a provider with a text. */
    interface Answers extends BiFunction<String, JsonNode, String> {}

    /** What a node asks of this provider. */
    enum Deed {
        CALL,
        UPLOAD,
        SUBMIT,
        LIST,
        LOOK,
        FETCH,
        DELETE
    }

    /**
     * A request of a node is about to be worked on, or has been and is about to be answered.
     *
     * @param node as in {@link #baseUrl(String)}; empty, if it has no address of its own
     */
    record Moment(String node, Deed deed, boolean done) {}

    private static final Pattern NODE = Pattern.compile("/node-(\\w+)(/.*)");

    private final Answers calls;
    private final Answers batched;
    private final Map<String, Integer> paid = new TreeMap<>();
    private final Map<String, ScriptedReply> byIdempotency = new LinkedHashMap<>();
    private final Map<String, List<JsonNode>> files = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, ObjectNode> batches = new LinkedHashMap<>();
    private final Map<String, List<JsonNode>> works = new LinkedHashMap<>();
    private final ScriptedUpstream upstream = ScriptedUpstream.answering(this::answer);
    private final Map<String, Integer> submissions = new TreeMap<>();
    private volatile Consumer<Moment> onlooker = moment -> {};
    private volatile int most = Integer.MAX_VALUE;
    private int repeats;
    private int made;

    LedgerUpstream(Answers calls, Answers batched) {
        this.calls = calls;
        this.batched = batched;
    }

    String baseUrl() {
        return upstream.baseUrl();
    }

    /** The same for one node, so that its requests can be told from others'. */
    String baseUrl(String node) {
        return baseUrl() + "/node-" + node;
    }

    /** A batch of more requests is rejected: too many tokens. */
    LedgerUpstream holding(int requests) {
        most = requests;
        return this;
    }

    /** Is called on the request's own thread, which waits for it. */
    LedgerUpstream watchedBy(Consumer<Moment> with) {
        onlooker = with;
        return this;
    }

    /** How many batches were made with each intent. */
    synchronized Map<String, Integer> submissions() {
        return Map.copyOf(submissions);
    }

    /** How many calls came again with the same idempotency key. */
    synchronized int repeats() {
        return repeats;
    }

    ScriptedUpstream trap() {
        close();
        return upstream.trap();
    }

    /** How often each request was paid, by its body. */
    synchronized Map<String, Integer> paid() {
        return Map.copyOf(paid);
    }

    /** How many requests have come so far. */
    int requests() {
        return upstream.received().size();
    }

    private ScriptedReply answer(ReceivedRequest request) throws IOException {
        String target = request.target().replaceFirst("\\?.*", "");
        Matcher ofNode = NODE.matcher(target);
        boolean own = ofNode.matches();
        String node = own ? ofNode.group(1) : "";
        String path = own ? ofNode.group(2) : target;
        Deed deed = deed(request.method(), path);
        onlooker.accept(new Moment(node, deed, false));
        ScriptedReply reply = answer(request, path);
        onlooker.accept(new Moment(node, deed, true));
        return reply;
    }

    private static Deed deed(String method, String path) {
        if (method.equals("DELETE")) {
            return Deed.DELETE;
        }
        boolean post = method.equals("POST");
        if (path.endsWith("/v1/files")) {
            return post ? Deed.UPLOAD : Deed.LIST;
        }
        if (path.endsWith("/v1/batches")) {
            return post ? Deed.SUBMIT : Deed.LIST;
        }
        if (post) {
            return Deed.CALL;
        }
        return path.endsWith("/content") ? Deed.FETCH : Deed.LOOK;
    }

    private synchronized ScriptedReply answer(ReceivedRequest request, String path) throws IOException {
        return switch (path) {
            case "/openai/v1/chat/completions" -> once(request, "openai");
            case "/anthropic/v1/messages" -> once(request, "anthropic");
            case "/openai/v1/files" ->
                request.method().equals("POST")
                        ? upload(request)
                        : list(names.keySet().stream().map(this::file).toList());
            case "/openai/v1/batches" ->
                request.method().equals("POST")
                        ? submit(JSON.readTree(request.text()))
                        : list(List.copyOf(batches.values()));
            default -> resource(request, path);
        };
    }

    private ScriptedReply once(ReceivedRequest request, String provider) throws IOException {
        String idempotency = request.header("idempotency-key").orElse("none " + request.number());
        ScriptedReply known = byIdempotency.get(idempotency);
        if (known != null) {
            repeats++;
            return known;
        }
        JsonNode body = JSON.readTree(request.text());
        paid.merge(body.toString(), 1, Integer::sum);
        String text = calls.apply(provider, body);
        ScriptedReply reply = ScriptedReply.json(
                (provider.equals("openai") ? completion(body, text) : message(body, text)).toString());
        byIdempotency.put(idempotency, reply);
        return reply;
    }

    private static ObjectNode completion(JsonNode request, String text) {
        ObjectNode answer = JSON.createObjectNode().put("id", "chatcmpl-1").put("object", "chat.completion");
        answer.put("model", request.path("model").asText());
        answer.putArray("choices")
                .addObject()
                .put("index", 0)
                .put("finish_reason", "stop")
                .putObject("message")
                .put("role", "assistant")
                .put("content", text);
        answer.putObject("usage")
                .put("prompt_tokens", 85)
                .put("completion_tokens", 90)
                .put("total_tokens", 175);
        return answer;
    }

    private static ObjectNode message(JsonNode request, String text) {
        ObjectNode answer = JSON.createObjectNode()
                .put("id", "msg_1")
                .put("type", "message")
                .put("role", "assistant");
        answer.put("model", request.path("model").asText()).put("stop_reason", "end_turn");
        answer.putArray("content").addObject().put("type", "text").put("text", text);
        answer.putObject("usage").put("input_tokens", 364).put("output_tokens", 180);
        return answer;
    }

    private ScriptedReply upload(ReceivedRequest request) throws IOException {
        String id = "file-" + ++made;
        List<JsonNode> lines = new ArrayList<>();
        Matcher each = LINE.matcher(request.text());
        while (each.find()) {
            lines.add(JSON.readTree(each.group()));
        }
        Matcher name = FILE_NAME.matcher(request.text());
        files.put(id, lines);
        names.put(id, name.find() ? name.group(1) : "unnamed");
        return ScriptedReply.json(file(id).toString());
    }

    private ObjectNode file(String id) {
        return JSON.createObjectNode()
                .put("id", id)
                .put("object", "file")
                .put("purpose", "batch")
                .put("filename", String.valueOf(names.get(id)))
                .put("bytes", 1)
                .put("created_at", System.currentTimeMillis() / 1_000)
                .put("status", "processed");
    }

    private ScriptedReply submit(JsonNode asked) {
        String input = asked.path("input_file_id").asText();
        List<JsonNode> lines = files.get(input);
        if (lines == null) {
            return ScriptedReply.json(
                    400,
                    "{\"error\":{\"message\":\"No such file: " + input + "\",\"type\":\"invalid_request_error\"}}");
        }
        submissions.merge(asked.path("metadata").toString(), 1, Integer::sum);
        String id = "batch_" + ++made;
        ObjectNode batch = JSON.createObjectNode().put("id", id).put("object", "batch");
        batch.put("endpoint", asked.path("endpoint").asText()).put("input_file_id", input);
        batch.put("status", "validating").put("created_at", System.currentTimeMillis() / 1_000);
        batch.set("metadata", asked.path("metadata"));
        batch.putObject("request_counts")
                .put("total", lines.size())
                .put("completed", 0)
                .put("failed", 0);
        batches.put(id, batch);
        works.put(id, List.copyOf(lines));
        if (lines.size() <= most) {
            lines.forEach(line -> paid.merge(line.path("body").toString(), 1, Integer::sum));
        }
        return ScriptedReply.json(batch.toString());
    }

    private static ScriptedReply list(List<ObjectNode> all) {
        ObjectNode list = JSON.createObjectNode().put("object", "list").put("has_more", false);
        list.putArray("data").addAll(all.reversed());
        return ScriptedReply.json(list.toString());
    }

    private ScriptedReply resource(ReceivedRequest request, String path) throws IOException {
        String[] parts = path.split("/");
        String id = parts.length > 4 ? parts[4] : "";
        if (path.startsWith("/openai/v1/batches/") && batches.containsKey(id)) {
            return ScriptedReply.json(look(batches.get(id)).toString());
        }
        if (path.startsWith("/openai/v1/files/") && request.method().equals("DELETE")) {
            boolean there = files.remove(id) != null | names.remove(id) != null;
            return ScriptedReply.json(there ? 200 : 404, "{\"id\":\"" + id + "\",\"deleted\":" + there + "}");
        }
        if (path.endsWith("/content") && files.containsKey(id)) {
            return new ScriptedReply.Whole(
                    200, Map.of("content-type", "application/binary"), Bytes.utf8(text(files.get(id))));
        }
        return ScriptedReply.json(404, "{\"error\":{\"message\":\"There is no " + path + "\"}}");
    }

    private static String text(List<JsonNode> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    private ObjectNode look(ObjectNode batch) {
        switch (batch.path("status").asText()) {
            case "validating" -> validate(batch);
            case "in_progress" -> end(batch);
            default -> {}
        }
        return batch;
    }

    private List<JsonNode> work(ObjectNode batch) {
        return works.getOrDefault(batch.path("id").asText(), List.of());
    }

    private void validate(ObjectNode batch) {
        if (work(batch).size() <= most) {
            batch.put("status", "in_progress");
            return;
        }
        batch.put("status", "failed")
                .putObject("errors")
                .putArray("data")
                .addObject()
                .put("code", "token_limit_exceeded")
                .put("message", "Too many enqueued tokens.");
    }

    private void end(ObjectNode batch) {
        List<JsonNode> output = new ArrayList<>();
        for (JsonNode line : work(batch).reversed()) {
            ObjectNode result = JSON.createObjectNode().put("id", "batch_req_" + output.size());
            result.put("custom_id", line.path("custom_id").asText());
            result.putObject("response")
                    .put("status_code", 200)
                    .put("request_id", "r")
                    .set("body", completion(line.path("body"), batched.apply("openai", line.path("body"))));
            result.putNull("error");
            output.add(result);
        }
        String id = "file-" + ++made;
        files.put(id, output);
        names.put(id, "output.jsonl");
        batch.put("status", "completed").put("output_file_id", id);
    }

    @Override
    public void close() {
        upstream.close();
    }
}
