package dev.tapedeck.provider.simulator;

/** The headers that Anthropic adds to every answer. */
final class AnthropicHeaders {
    private AnthropicHeaders() {}

    static Reply on(Reply reply, Seed seed) {
        return reply.with("request-id", requestId(seed))
                .with("anthropic-organization-id", "00000000-0000-4000-8000-000000000000")
                .with("anthropic-ratelimit-requests-limit", "4000")
                .with("anthropic-ratelimit-requests-remaining", "3999");
    }

    static String requestId(Seed seed) {
        return seed.on("request").id("req_01", 22);
    }
}
