package dev.tapedeck.provider.gemini;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads generateContent and streamGenerateContent, as one document, as an array of them, or as server-sent events.
 * Input tokens include those of the results of Gemini's own tools, output tokens those of thoughts. The role {@code model} is told as {@code assistant}.
 */
public final class GeminiTranscriber implements Transcriber {
    private static final Pattern MODEL = Pattern.compile("models/([^/:]+)");

    @Override
    public Transcript transcribe(ProviderRequest request, Bytes answer) {
        List<JsonNode> answered = JsonDocuments.in(answer);
        List<Message> messages = new ArrayList<>(Contents.asked(JsonDocuments.first(request.body())));
        messages.addAll(Contents.answered(answered));
        return new Transcript(model(request, answered), messages, usage(answered));
    }

    private static Optional<String> model(ProviderRequest request, List<JsonNode> answered) {
        Optional<String> told = answered.stream()
                .map(document -> Fields.text(document, "modelVersion"))
                .filter(name -> !name.isEmpty())
                .findFirst();
        return told.or(() ->
                Optional.of(MODEL.matcher(request.path())).filter(Matcher::find).map(matcher -> matcher.group(1)));
    }

    static Optional<Usage> usage(List<JsonNode> answered) {
        return answered.reversed().stream()
                .map(document -> tokens(document.path("usageMetadata")))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Usage> tokens(JsonNode usage) {
        long results = Fields.count(usage.path("toolUsePromptTokenCount"));
        long thoughts = Fields.count(usage.path("thoughtsTokenCount"));
        return Fields.usage(usage.path("promptTokenCount"), usage.path("candidatesTokenCount"))
                .map(tokens -> new Usage(tokens.input() + results, tokens.output() + thoughts));
    }
}
