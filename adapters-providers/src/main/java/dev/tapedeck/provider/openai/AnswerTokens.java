package dev.tapedeck.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.build.Provenance.Tokens;
import dev.tapedeck.provider.sse.Fields;
import java.util.List;
import java.util.Optional;

/** The tokens of a whole answer, those that were cached or thought among them. */
final class AnswerTokens {
    private AnswerTokens() {}

    /**
     * What the provider counted. Some leave thoughts out of the output but not out of the total: then the output is what
     * the total has beyond the input. Where there is only a total, all of it is input.
     */
    static Optional<Tokens> of(JsonNode answer) {
        long total = Fields.count(answer.path("usage").path("total_tokens"));
        return OpenAiTranscriber.usage(List.of(answer))
                .map(told -> new Tokens(told.input(), Math.max(told.output(), total - told.input())))
                .or(() -> Optional.of(new Tokens(total, 0)).filter(tokens -> tokens.input() > 0));
    }
}
