package dev.tapedeck.build;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.pipeline.Endpoint;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.Set;

/** How many tokens a provider answers a request with at most, because the request says so: all its choices together. */
final class AnswerLimit {
    /** More than any model answers with; what is above is no limit. */
    private static final long MOST = 1_000_000_000;

    private static final Set<String> NESTED = Set.of("generationConfig", "generation_config");
    private static final JsonFactory JSON = new JsonFactory();

    private final Set<String> limits;
    private final Set<String> choices;
    private long limit;
    private long times = 1;

    private AnswerLimit(Set<String> limits, Set<String> choices) {
        this.limits = limits;
        this.choices = choices;
    }

    private static AnswerLimit at(Dialect dialect, Endpoint endpoint) {
        return switch (dialect) {
            case GEMINI ->
                new AnswerLimit(
                        Set.of("maxOutputTokens", "max_output_tokens"), Set.of("candidateCount", "candidate_count"));
            case ANTHROPIC -> new AnswerLimit(Set.of("max_tokens"), Set.of());
            case OPENAI, GENERIC ->
                endpoint == Endpoint.RESPONSES
                        ? new AnswerLimit(Set.of("max_output_tokens"), Set.of())
                        : new AnswerLimit(Set.of("max_completion_tokens", "max_tokens"), Set.of("n"));
        };
    }

    /** The params that set one, for people. */
    static String params(Dialect dialect, Endpoint endpoint) {
        return switch (dialect) {
            case GEMINI -> "generationConfig.maxOutputTokens";
            case ANTHROPIC -> "max_tokens";
            case OPENAI, GENERIC ->
                endpoint == Endpoint.RESPONSES ? "max_output_tokens" : "max_completion_tokens or max_tokens";
        };
    }

    /** Nothing, if the request doesn't say. Embeddings are no answers that are paid for. */
    static OptionalLong of(Endpoint endpoint, ProviderRequest request) {
        if (endpoint == Endpoint.EMBEDDINGS) {
            return OptionalLong.of(0);
        }
        AnswerLimit found = at(request.dialect(), endpoint);
        try (JsonParser parser = JSON.createParser(request.body().array())) {
            parser.nextToken();
            found.read(parser, request.dialect() == Dialect.GEMINI);
        } catch (IOException unreadable) {
            return OptionalLong.empty();
        }
        boolean set = found.limit > 0 && found.limit <= MOST && found.times <= MOST / found.limit;
        return set ? OptionalLong.of(found.limit * found.times) : OptionalLong.empty();
    }

    /** @param nested whether they stand in a member of this object */
    private void read(JsonParser parser, boolean nested) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (nested && NESTED.contains(name) && value == JsonToken.START_OBJECT) {
                read(parser, false);
            } else if (!nested && value.isScalarValue()) {
                member(name, parser.getValueAsLong());
            } else {
                parser.skipChildren();
            }
        }
    }

    private void member(String name, long value) {
        if (limits.contains(name)) {
            limit = Math.max(limit, value);
        } else if (choices.contains(name)) {
            times = Math.max(times, value);
        }
    }
}
