package dev.tapedeck.web.api;

import dev.tapedeck.cassette.Ending;
import dev.tapedeck.cassette.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a recorded call ended. */
record OutcomeView(
        @Schema(enumeration = {"response", "stream", "error", "incomplete"})
        String kind,

        Optional<Integer> status,
        Map<String, String> headers,
        @Schema(description = "The body of a `response`.") Optional<BodyView> body,
        @Schema(description = "The pieces of a `stream`.") Optional<List<ChunkView>> chunks,

        @Schema(
                description = "How a `stream` ended.",
                enumeration = {"end", "error", "aborted"})
        Optional<String> end,

        Optional<RecordedErrorView> error,
        List<FindingView> findings) {

    static OutcomeView of(Ending ending) {
        Outcome outcome = ending.outcome();
        return new OutcomeView(
                outcome.kind(),
                outcome.status(),
                HeaderViews.of(AnswerBody.headers(outcome)),
                body(outcome),
                stream(outcome)
                        .map(stream ->
                                stream.chunks().stream().map(ChunkView::of).toList()),
                stream(outcome).map(stream -> stream.end().id()),
                error(outcome),
                FindingView.of(ending.findings()));
    }

    private static Optional<BodyView> body(Outcome outcome) {
        return outcome instanceof Outcome.Response response
                ? Optional.of(BodyView.of(response.body()))
                : Optional.empty();
    }

    private static Optional<Outcome.Stream> stream(Outcome outcome) {
        return outcome instanceof Outcome.Stream stream ? Optional.of(stream) : Optional.empty();
    }

    private static Optional<RecordedErrorView> error(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Response response -> Optional.empty();
            case Outcome.Stream stream -> stream.error().map(RecordedErrorView::of);
            case Outcome.Error(var error) -> Optional.of(RecordedErrorView.of(error));
            case Outcome.Incomplete incomplete -> Optional.empty();
        };
    }
}
