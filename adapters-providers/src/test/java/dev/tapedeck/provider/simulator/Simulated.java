package dev.tapedeck.provider.simulator;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Terms;
import dev.tapedeck.exchange.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Calls to the simulator, and what came back. */
record Simulated(int status, Headers headers, List<Chunk> chunks) {
    private static final Provider SIMULATOR = new SimulatorProvider(new VirtualTime(), SimulatorSettings.PROMPT);

    static Simulated post(String path, String json, String... headers) {
        return exchange(SIMULATOR, call("POST", path, json, headers));
    }

    static Simulated get(String path, String... headers) {
        return exchange(SIMULATOR, call("GET", path, "", headers));
    }

    static Simulated exchange(Provider provider, Call call) {
        try (Answer answer = provider.exchange(call)) {
            List<Chunk> chunks = new ArrayList<>();
            for (Optional<Chunk> next = answer.next(); next.isPresent(); next = answer.next()) {
                chunks.add(next.get());
            }
            return new Simulated(answer.status(), answer.headers(), chunks);
        }
    }

    static Call call(String method, String path, String json, String... headers) {
        Headers all = Headers.of(headers).with("content-type", "application/json");
        return new Call(
                new ProviderRequest(
                        new ProviderName("simulator"),
                        SimulatorDialects.of(path, all),
                        method,
                        path,
                        Optional.empty(),
                        all,
                        Bytes.utf8(json)),
                Lane.MAIN,
                Terms.of(Effect.SAFE));
    }

    String body() {
        return Chunk.joined(chunks).text();
    }

    /** The data of each event of a stream, without the closing {@code [DONE]}. */
    List<String> events() {
        return chunks.stream()
                .map(chunk -> chunk.bytes().text())
                .map(event -> event.substring(event.indexOf("data: ") + 6).strip())
                .filter(data -> !data.equals("[DONE]"))
                .toList();
    }
}
