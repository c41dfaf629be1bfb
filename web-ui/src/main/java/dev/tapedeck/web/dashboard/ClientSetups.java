package dev.tapedeck.web.dashboard;

import dev.tapedeck.exchange.ProviderDirectory;
import dev.tapedeck.web.dashboard.OverviewView.ClientSetup;
import java.util.List;

/** How each kind of client is pointed at this gateway. */
final class ClientSetups {
    /** The simulator first: it works without a key. */
    private static final List<String> FIRST =
            List.of("setup-simulator", "setup-openai", "setup-anthropic", "setup-gemini");

    private ClientSetups() {}

    /** @param base the address of this application, without a slash at the end */
    static List<ClientSetup> of(List<ProviderDirectory.Entry> providers, String base) {
        return providers.stream()
                .map(ProviderDirectory.Entry::name)
                .map(name -> setup(name.value(), base))
                .sorted((a, b) -> Integer.compare(rank(a), rank(b)))
                .toList();
    }

    private static int rank(ClientSetup setup) {
        int rank = FIRST.indexOf(setup.id());
        return rank < 0 ? Integer.MAX_VALUE : rank;
    }

    private static ClientSetup setup(String provider, String base) {
        String door = base + "/llm/" + provider;
        return switch (provider) {
            case "simulator" ->
                new ClientSetup(
                        "setup-" + provider,
                        "curl, no key needed",
                        "recorded from the built-in simulator",
                        recorded(door));
            case "openai" ->
                new ClientSetup(
                        "setup-" + provider,
                        "OpenAI SDKs",
                        "LangChain4j, Spring AI, Vercel AI SDK",
                        "export OPENAI_BASE_URL=%s/v1".formatted(door));
            case "anthropic" ->
                new ClientSetup(
                        "setup-" + provider,
                        "Anthropic SDKs",
                        "and agents",
                        "export ANTHROPIC_BASE_URL=%s".formatted(door));
            case "gemini" ->
                new ClientSetup(
                        "setup-" + provider,
                        "Google GenAI SDK",
                        "Gemini",
                        "export GOOGLE_GEMINI_BASE_URL=%s".formatted(door));
            default -> new ClientSetup("setup-" + provider, provider, "base URL", door);
        };
    }

    /** A call that is recorded. */
    static String recorded(String door) {
        return """
                curl -s %s/v1/chat/completions \\
                  -H 'content-type: application/json' \\
                  -H 'Tapedeck-Cassette: demo' -H 'Tapedeck-Mode: record' \\
                  -d '{"model":"demo","messages":[{"role":"user","content":"Hello, tape!"}]}'""".formatted(door);
    }
}
