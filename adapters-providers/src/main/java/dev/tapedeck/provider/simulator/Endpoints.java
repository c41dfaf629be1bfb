package dev.tapedeck.provider.simulator;

import dev.tapedeck.exchange.ProviderRequest;
import java.util.Map;

/** What stands where. */
final class Endpoints {
    private static final Map<String, Endpoint> POSTS = Map.of(
            "chat/completions", new ChatCompletions(),
            "responses", new Responses(),
            "embeddings", new Embeddings(),
            "messages", new Messages(),
            "messages/count_tokens", Messages::countTokens);

    private Endpoints() {}

    /** @throws Refusal if there is nothing at the path, or the request is wrong */
    static Reply answer(ProviderRequest request) throws Refusal {
        SimulatorPath path = SimulatorPath.of(request.path());
        if (request.method().equals("GET") && path.first().equals("models")) {
            return Models.of(SimulatorDialects.of(request.path(), request.headers()), path.rest());
        }
        Endpoint endpoint = request.method().equals("POST") ? POSTS.get(path.toString()) : null;
        if (endpoint == null) {
            throw Refusal.noSuchEndpoint();
        }
        return endpoint.answer(Asked.read(request));
    }
}
