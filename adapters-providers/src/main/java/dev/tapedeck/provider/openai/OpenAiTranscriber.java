package dev.tapedeck.provider.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Transcriber;
import dev.tapedeck.exchange.Transcript;
import dev.tapedeck.exchange.Transcript.Message;
import dev.tapedeck.exchange.Transcript.Usage;
import dev.tapedeck.provider.sse.Fields;
import dev.tapedeck.provider.sse.JsonDocuments;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads chat completions, completions and responses, whole or streamed. */
public final class OpenAiTranscriber implements Transcriber {
    @Override
    public Transcript transcribe(ProviderRequest request, Bytes answer) {
        JsonNode asked = JsonDocuments.first(request.body());
        List<JsonNode> answered = JsonDocuments.in(answer);
        List<Message> messages = new ArrayList<>(Asked.messages(request.path(), asked));
        messages.addAll(ResponseAnswer.isOne(answered) ? ResponseAnswer.read(answered) : ChoicesAnswer.read(answered));
        return new Transcript(model(asked, answered), messages, usage(answered));
    }

    private static Optional<String> model(JsonNode asked, List<JsonNode> answered) {
        String told = last(answered, document -> Fields.text(document, "model"))
                .or(() -> last(answered, document -> Fields.text(document.path("response"), "model")))
                .orElse(Fields.text(asked, "model"));
        return Optional.of(told).filter(name -> !name.isEmpty());
    }

    private static Optional<String> last(List<JsonNode> documents, Function<JsonNode, String> member) {
        return documents.reversed().stream()
                .map(member)
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    static Optional<Usage> usage(List<JsonNode> answered) {
        return answered.reversed().stream()
                .flatMap(document -> Stream.of(
                        document.path("usage"),
                        document.path("response").path("usage"),
                        document.path("x_groq").path("usage")))
                .map(OpenAiTranscriber::tokens)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Usage> tokens(JsonNode usage) {
        return Fields.usage(usage.path("prompt_tokens"), usage.path("completion_tokens"))
                .or(() -> Fields.usage(usage.path("input_tokens"), usage.path("output_tokens")));
    }
}
