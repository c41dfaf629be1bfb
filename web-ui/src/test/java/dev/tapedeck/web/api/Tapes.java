package dev.tapedeck.web.api;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.Ending;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.Outcome;
import dev.tapedeck.cassette.RequestKeys;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.cassette.Ticket;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.redaction.Finding;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes cassettes with known content, each with a name that no other test uses. */
@Singleton
class Tapes {
    static final Instant RECORDED_AT = Instant.parse("2026-11-21T02:00:00Z");
    static final Headers JSON = Headers.of("content-type", "application/json");

    private final CassetteStore store;

    Tapes(CassetteStore store) {
        this.store = store;
    }

    static String newName() {
        return "tape-" + UUID.randomUUID();
    }

    /** An empty cassette; returns its name. */
    String empty() {
        String name = newName();
        store.create(new CassetteName(name), KeyRecipe.DEFAULT, RECORDED_AT);
        return name;
    }

    /** A cassette on which the simulator was asked each of these questions in turn; returns its name. */
    String asked(String... questions) {
        String name = empty();
        for (String question : questions) {
            add(
                    name,
                    chat(question),
                    new Outcome.Response(200, JSON, Bytes.utf8("{\"answer\":\"to " + question + "\"}")));
        }
        return name;
    }

    /** Adds an interaction and returns its number. */
    int add(String cassette, ProviderRequest request, Outcome outcome) {
        TakeId take = take(cassette);
        int number = store.begin(take, ticket(request));
        Ending ending = new Ending(outcome, 812, 1, List.of(new Finding("openai-key", "/answer")));
        store.finish(take, number, ending);
        return number;
    }

    /** Adds an interaction whose call never ended, and returns its number. */
    int begin(String cassette, ProviderRequest request) {
        return store.begin(take(cassette), ticket(request));
    }

    private TakeId take(String cassette) {
        return store.find(new CassetteName(cassette)).orElseThrow().take();
    }

    private static Ticket ticket(ProviderRequest request) {
        return new Ticket(
                Lane.MAIN,
                new RequestKeys(KeyRecipe.DEFAULT).keyOf(request),
                request,
                RECORDED_AT,
                List.of(new Finding("secret-member", "/token")));
    }

    static String chatJson(String question) {
        return "{\"model\":\"gpt-5\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}".formatted(question);
    }

    static ProviderRequest chat(String question) {
        return request("POST", "/v1/chat/completions", JSON, Bytes.utf8(chatJson(question)));
    }

    static ProviderRequest request(String method, String path, Headers headers, Bytes body) {
        return new ProviderRequest(
                new ProviderName("simulator"), Dialect.OPENAI, method, path, Optional.empty(), headers, body);
    }

    static Outcome.Stream stream(String... chunks) {
        List<Chunk> all = Arrays.stream(chunks)
                .map(text -> new Chunk(5, Bytes.utf8(text)))
                .toList();
        return new Outcome.Stream(
                200, Headers.of("content-type", "text/event-stream"), all, Outcome.End.END, Optional.empty());
    }
}
