package dev.tapedeck.storage.document;

import dev.tapedeck.cassette.Ending;
import dev.tapedeck.cassette.Examples;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.Outcome;
import dev.tapedeck.cassette.RecordedError;
import dev.tapedeck.cassette.Ticket;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.redaction.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Interactions of every kind, made by chance from a seed. */
public final class RandomInteractions {
    private static final List<String> JSON = List.of(
            "{}",
            "[]",
            "null",
            "\"\"",
            "-0",
            "1.0",
            "1e400",
            "{\"a\":1,\"a\":2}",
            "{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\\nthere\"}]}",
            "{\n  \"id\": \"x\",\n  \"list\": [],\n  \"deep\": [\n    {}\n  ]\n}",
            "{\n  \"id\": \"x\"\n}\n",
            "{\"a\": 1, \"b\": [1, 2]}",
            "{\"nul\":\"\\u0000\",\"bell\":\"\\u0007\",\"line\":\"\u2028\",\"half\":\"\\ud83d\"}",
            "{\"half\":\"\\uD83D\",\"slash\":\"\\/\",\"e\":\"\\u00e9\"}",
            "{\"😀\":\"é€𝄞\",\"\":0}",
            "[".repeat(200) + "]".repeat(200),
            "[".repeat(201) + "]".repeat(201),
            "{\"a\":1",
            "{\"a\":1} ");
    private static final List<String> TEXTS = List.of(
            "",
            "x",
            "data: {}\n\n",
            "data: 1\r\n\r\n",
            "\u0000\u0001\u001f\u007f",
            "\"quoted\\\"",
            "é€😀",
            "\u2028\u2029",
            "\ufeff");

    private final Random chance;

    public RandomInteractions(long seed) {
        chance = new Random(seed);
    }

    /** So many interactions with ascending numbers, not all of them following each other. */
    public List<Interaction> interactions(int count) {
        List<Interaction> all = new ArrayList<>();
        int number = 0;
        for (int made = 0; made < count; made++) {
            number += chance.nextInt(10) == 0 ? 7 : 1;
            all.add(interaction(number));
        }
        return all;
    }

    public Interaction interaction(int number) {
        return new Interaction(number, ticket(), ending());
    }

    public Ticket ticket() {
        Lane lane = Lane.of(one(List.of("main", "worker-1", "a.b_c")));
        Instant at = Examples.NOON.plusNanos(chance.nextInt(4) * 1_234_567L);
        return new Ticket(lane, Examples.key(chance.nextInt(9)), request(), at, some(this::finding));
    }

    public Ending ending() {
        Outcome outcome = outcome();
        return outcome instanceof Outcome.Incomplete
                ? Ending.NONE_YET
                : new Ending(outcome, chance.nextLong(100_000), chance.nextInt(5), some(this::finding));
    }

    private ProviderRequest request() {
        return new ProviderRequest(
                new ProviderName(one(List.of("openai", "anthropic", "my.provider"))),
                Dialect.values()[chance.nextInt(Dialect.values().length)],
                one(List.of("GET", "POST", "DELETE", "M-SEARCH")),
                one(List.of("/", "/v1/chat/completions", "/v1beta/models/gemini-2.0-flash:generateContent", "/a%20b")),
                Optional.ofNullable(chance.nextBoolean() ? null : one(List.of("", "a=1", "a=1?&b=é"))),
                headers(),
                body());
    }

    private Outcome outcome() {
        return switch (chance.nextInt(6)) {
            case 0 -> new Outcome.Incomplete();
            case 1 -> new Outcome.Error(error());
            case 2 -> stream(Outcome.End.END, Optional.empty());
            case 3 ->
                chance.nextBoolean()
                        ? stream(Outcome.End.ABORTED, Optional.empty())
                        : stream(Outcome.End.ERROR, Optional.of(error()));
            default -> new Outcome.Response(chance.nextInt(100, 1000), headers(), body());
        };
    }

    private Outcome stream(Outcome.End end, Optional<RecordedError> error) {
        return new Outcome.Stream(200, headers(), some(() -> new Chunk(chance.nextInt(99), piece())), end, error);
    }

    private RecordedError error() {
        return new RecordedError(
                one(List.of("tapedeck_upstream_timeout", "tapedeck_upstream_reset", "something_else")),
                one(TEXTS) + "\ud800",
                one(List.of("", "connect", "idle")),
                chance.nextBoolean(),
                Optional.ofNullable(chance.nextBoolean() ? null : chance.nextLong(99_999)));
    }

    private Headers headers() {
        List<Headers.Field> fields = new ArrayList<>();
        for (String name : List.of("content-type", "X-Request-Id", "retry-after")) {
            Stream.generate(() -> new Headers.Field(name, one(TEXTS)))
                    .limit(chance.nextInt(3))
                    .forEach(fields::add);
        }
        return new Headers(fields);
    }

    private Bytes body() {
        return switch (chance.nextInt(5)) {
            case 0 -> Bytes.EMPTY;
            case 1 -> piece();
            default -> Bytes.utf8(one(JSON));
        };
    }

    private Bytes piece() {
        if (chance.nextInt(3) > 0) {
            return Bytes.utf8(one(TEXTS));
        }
        byte[] any = new byte[chance.nextInt(7)];
        chance.nextBytes(any);
        return Bytes.wrap(any);
    }

    private Finding finding() {
        return new Finding(
                one(List.of("openai-key", "jwt")), one(List.of("/messages/0/content", "header:x-a", "text")));
    }

    private <T> List<T> some(Supplier<T> value) {
        return Stream.generate(value).limit(Math.max(0, chance.nextInt(6) - 2)).toList();
    }

    private <T> T one(List<T> choice) {
        return choice.get(chance.nextInt(choice.size()));
    }
}
