package dev.tapedeck.provider.generic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Transcriber;
import dev.tapedeck.exchange.Transcript;
import dev.tapedeck.provider.sse.JsonDocuments;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Recognises bodies by their shape: Ollama's chat and generate, Bedrock's converse, and whatever the transcribers of the
 * known dialects can read, since most APIs speak like one of them. The reading that finds most wins; without any the
 * transcript is empty.
 */
public final class GenericTranscriber implements Transcriber {
    private final List<Transcriber> known;

    /** @param known transcribers of dialects that may be spoken here, the likeliest first */
    public GenericTranscriber(List<Transcriber> known) {
        this.known = List.copyOf(known);
    }

    @Override
    public Transcript transcribe(ProviderRequest request, Bytes answer) {
        JsonNode asked = JsonDocuments.first(request.body());
        List<JsonNode> answered = JsonDocuments.in(answer);
        List<Transcript> readings = new ArrayList<>();
        known.forEach(transcriber -> readings.add(transcriber.transcribe(request, answer)));
        readings.add(OllamaShape.read(asked, answered));
        readings.add(ConverseShape.read(request.path(), asked, answered));
        // of equals the first is kept
        return readings.stream()
                .max(Comparator.comparingInt(GenericTranscriber::found))
                .filter(reading -> found(reading) > 0)
                .orElse(Transcript.EMPTY);
    }

    private static int found(Transcript transcript) {
        return transcript.messages().stream()
                .mapToInt(message -> message.parts().size())
                .sum();
    }
}
