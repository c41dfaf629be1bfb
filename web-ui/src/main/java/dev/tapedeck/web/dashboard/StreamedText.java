package dev.tapedeck.web.dashboard;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Transcript;
import dev.tapedeck.exchange.Transcript.Part;
import dev.tapedeck.web.gateway.Transcripts;
import java.util.stream.Collectors;

/** Reads the words out of a streamed answer, or out of a part of one. */
final class StreamedText {
    private final Transcripts transcripts;
    private final ProviderRequest request;

    /** @param request what was asked; its body is not read again for each part */
    StreamedText(Transcripts transcripts, ProviderRequest request) {
        this.transcripts = transcripts;
        this.request = withoutBody(request);
    }

    /** A request from which only the answer's part of a conversation is read. */
    static ProviderRequest withoutBody(ProviderRequest request) {
        return new ProviderRequest(
                request.provider(),
                request.dialect(),
                request.method(),
                request.path(),
                request.query(),
                request.headers(),
                Bytes.EMPTY);
    }

    /** What that part says; nothing if there are no words in it, or it can't be understood by itself. */
    String in(Bytes part) {
        Transcript transcript = transcripts.of(request, part).value();
        return transcript.messages().stream()
                .flatMap(message -> message.parts().stream())
                .map(StreamedText::words)
                .collect(Collectors.joining());
    }

    private static String words(Part part) {
        return switch (part) {
            case Part.Text(String text) -> text;
            case Part.Reasoning(String text) -> text;
            case Part.ToolCall call -> call.arguments();
            case Part.ToolResult result -> "";
            case Part.Media media -> "";
        };
    }
}
