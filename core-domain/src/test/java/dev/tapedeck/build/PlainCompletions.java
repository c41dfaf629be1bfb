package dev.tapedeck.build;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.json.JsonOutput;
import dev.tapedeck.pipeline.Endpoint;
import dev.tapedeck.pipeline.Layer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A dialect for tests: the request is {@code {…params…,"model":…,"prompt":…}}, the answer is plain text. Answers that begin with a word and a
 * colon mean something: {@code refusal:}, {@code filtered:}, {@code truncated:}, {@code empty:}, {@code broken:}. Each
 * answer counts 1,000 tokens for the request and 100 for the answer.
 */
public final class PlainCompletions implements Completions {
    static final Provenance.Tokens USAGE = new Provenance.Tokens(1_000, 100);

    @Override
    public Set<Endpoint> endpoints() {
        return Set.of(Endpoint.CHAT);
    }

    @Override
    public ProviderRequest compose(Layer layer, String prompt) {
        JsonOutput json = new JsonOutput(64);
        String params = layer.params().text();
        json.ascii(params.substring(0, params.length() - 1)); // members that come before
        json.ascii(params.equals("{}") ? "\"model\":" : ",\"model\":");
        json.string(layer.model());
        json.ascii(",\"prompt\":");
        json.string(prompt);
        json.put('}');
        return new ProviderRequest(
                layer.provider(),
                Dialect.OPENAI,
                "POST",
                "/v1/chat/completions",
                Optional.empty(),
                Headers.of("Content-Type", "application/json"),
                Bytes.wrap(json.toBytes()));
    }

    @Override
    public Reply read(Endpoint endpoint, int status, Bytes body) {
        if (status >= 400) {
            boolean permanent = status < 500 && status != 429;
            return new Reply.Failed(status, "error_" + status, "The provider says " + status + ".", permanent);
        }
        String text = body.text();
        Optional<Provenance.Tokens> usage = Optional.of(USAGE);
        return switch (text.contains(":") ? text.substring(0, text.indexOf(':')) : "") {
            case "refusal" -> new Reply.Refusal("I won't.", usage);
            case "filtered" -> new Reply.Filtered("It was withheld.", usage);
            case "truncated" -> new Reply.Truncated("It is too long.", usage);
            case "empty" -> new Reply.Empty("There is nothing in it.", usage);
            case "broken" -> new Reply.Unreadable("It is no answer.");
            case "calls" ->
                new Reply.ToolCalls(List.of(new Reply.ToolCall("call_1", "look", text.substring(6))), usage);
            default -> new Reply.Text(text, List.of(), usage);
        };
    }

    /** The prompt of a request that was composed here. */
    static String promptOf(ProviderRequest request) {
        String body = request.body().text();
        return body.substring(body.indexOf("\"prompt\":\"") + 10, body.length() - 2);
    }
}
