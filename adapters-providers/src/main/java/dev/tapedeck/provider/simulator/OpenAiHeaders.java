package dev.tapedeck.provider.simulator;

/** The headers that OpenAI adds to every answer. */
final class OpenAiHeaders {
    private OpenAiHeaders() {}

    static Reply on(Reply reply, Seed seed) {
        return reply.with("x-request-id", seed.on("request").hex("req_", 32))
                .with(
                        "openai-processing-ms",
                        Integer.toString(100 + seed.on("processing").below(900)))
                .with("openai-version", "2020-10-01")
                .with("openai-organization", "simulator")
                .with("x-ratelimit-limit-requests", "10000")
                .with("x-ratelimit-remaining-requests", "9999")
                .with("x-ratelimit-reset-requests", "6ms");
    }
}
