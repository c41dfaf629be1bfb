package dev.tapedeck.web.dashboard;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.Outcome;
import dev.tapedeck.cassette.RecordedError;
import dev.tapedeck.cassette.Tape;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.exchange.Transcript;
import dev.tapedeck.redaction.Finding;
import dev.tapedeck.redaction.Redactor;
import dev.tapedeck.web.api.CurlCommand;
import dev.tapedeck.web.dashboard.InteractionView.Fact;
import dev.tapedeck.web.dashboard.InteractionView.Line;
import dev.tapedeck.web.dashboard.InteractionView.Mark;
import dev.tapedeck.web.dashboard.InteractionView.Side;
import dev.tapedeck.web.dashboard.InteractionView.Tab;
import dev.tapedeck.web.dashboard.InteractionView.Trouble;
import dev.tapedeck.web.gateway.Transcripts;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the view of an interaction. */
@Singleton
public final class InteractionViews {
    private static final String CONVERSATION = "conversation";
    private static final String REQUEST = "request";
    private static final String ANSWER = "answer";
    private static final String TIMELINE = "timeline";

    private final CassetteStore store;
    private final Transcripts transcripts;
    private final Redactor redactor;
    private final Time time;

    InteractionViews(CassetteStore store, Transcripts transcripts, Redactor redactor, Time time) {
        this.store = store;
        this.transcripts = transcripts;
        this.redactor = redactor;
        this.time = time;
    }

    /**
     * What the address asks for.
     *
     * @param base the address of this application
     */
    record Wanted(String tab, boolean raw, int from, String base) {}

    InteractionView of(Cassette cassette, Interaction interaction, Wanted wanted) {
        ProviderRequest request = interaction.ticket().request();
        Outcome outcome = interaction.outcome();
        ShownAnswer answer = ShownAnswer.of(interaction, transcripts, redactor);
        Transcript transcript = answer.conversation();
        String address = "/recordings/" + cassette.name() + "/" + interaction.number();
        List<Tab> tabs = tabs(address, outcome, transcript, wanted.tab());
        String tab = tabs.stream()
                .filter(Tab::here)
                .findFirst()
                .orElse(tabs.getFirst())
                .id();
        return new InteractionView(
                cassette.name().value(),
                interaction.number(),
                request.method(),
                request.target(),
                Ended.of(outcome),
                Moment.of(interaction.ticket().recordedAt(), time.now()),
                tab,
                tabs,
                facts(cassette, interaction, transcript),
                interaction.ticket().key().value(),
                findings(interaction),
                side(cassette, interaction, answer, tab, wanted),
                tab.equals(CONVERSATION) ? ConversationView.of(transcript) : ConversationView.NONE,
                tab.equals(TIMELINE) && outcome instanceof Outcome.Stream stream
                        ? TimelineView.of(stream, wanted.from(), words(request, answer))
                        : TimelineView.NONE,
                trouble(outcome),
                curl(cassette, interaction, wanted.base()),
                previous(cassette, interaction.number()),
                next(cassette, interaction.number()));
    }

    /** What reads the chunks one by one; nothing if there is a secret among them, which may lie across several. */
    private Optional<StreamedText> words(ProviderRequest request, ShownAnswer answer) {
        return answer.redacted() ? Optional.empty() : Optional.of(new StreamedText(transcripts, request));
    }

    private static List<Tab> tabs(String address, Outcome outcome, Transcript transcript, String wanted) {
        List<String> ids = new ArrayList<>();
        if (!transcript.messages().isEmpty()) {
            ids.add(CONVERSATION);
        }
        ids.add(REQUEST);
        ids.add(ANSWER);
        if (outcome instanceof Outcome.Stream) {
            ids.add(TIMELINE);
        }
        String here = ids.contains(wanted) ? wanted : ids.getFirst();
        return ids.stream()
                .map(id -> new Tab(
                        id,
                        Character.toUpperCase(id.charAt(0)) + id.substring(1),
                        address + "?view=" + id,
                        id.equals(here)))
                .toList();
    }

    private static List<Fact> facts(Cassette cassette, Interaction interaction, Transcript transcript) {
        ProviderRequest request = interaction.ticket().request();
        List<Fact> facts = new ArrayList<>();
        transcript.model().or(interaction.ticket()::model).ifPresent(model -> facts.add(new Fact("Model", model, "")));
        facts.add(new Fact(
                "Provider",
                "%s (%s)".formatted(request.provider(), request.dialect().id()),
                ""));
        transcript
                .usage()
                .ifPresent(usage -> facts.add(new Fact(
                        "Tokens",
                        "%s in, %s out".formatted(Figures.count(usage.input()), Figures.count(usage.output())),
                        "")));
        facts.add(new Fact("Took", Figures.millis(interaction.ending().durationMillis()), ""));
        facts.add(new Fact("Live attempts", Figures.count(interaction.ending().attempts()), ""));
        facts.add(new Fact("Request", Figures.bytes(request.body().length()), ""));
        facts.add(new Fact("Answer", Figures.bytes(Ended.size(interaction.outcome())), ""));
        facts.add(new Fact("Lane", interaction.ticket().lane().name(), ""));
        facts.add(new Fact("Cassette", cassette.name().value(), "/recordings/" + cassette.name()));
        return facts;
    }

    private static List<Mark> findings(Interaction interaction) {
        return Stream.concat(
                        marks("request", interaction.ticket().findings()),
                        marks("answer", interaction.ending().findings()))
                .toList();
    }

    private static Stream<Mark> marks(String where, List<Finding> findings) {
        return findings.stream().map(finding -> new Mark(where, finding.rule(), finding.location()));
    }

    private static Side side(
            Cassette cassette, Interaction interaction, ShownAnswer answer, String tab, Wanted wanted) {
        ProviderRequest request = interaction.ticket().request();
        Outcome outcome = interaction.outcome();
        String path = "/recordings/%s/%d?view=%s".formatted(cassette.name(), interaction.number(), tab);
        return switch (tab) {
            case REQUEST ->
                new Side(
                        path,
                        raw(cassette, interaction, REQUEST),
                        lines(request.headers()),
                        BodyView.of(request.body(), request.headers().contentType(), !wanted.raw(), wanted.from()));
            case ANSWER ->
                new Side(
                        path,
                        raw(cassette, interaction, "response"),
                        lines(Ended.headers(outcome)),
                        BodyView.of(answer.body(), Ended.headers(outcome).contentType(), !wanted.raw(), wanted.from()));
            default -> Side.NONE;
        };
    }

    private static String curl(Cassette cassette, Interaction interaction, String base) {
        ProviderRequest request = interaction.ticket().request();
        return CurlCommand.of(
                request,
                "%s/llm/%s%s".formatted(base, request.provider(), request.target()),
                base + raw(cassette, interaction, REQUEST));
    }

    private static String raw(Cassette cassette, Interaction interaction, String side) {
        return "/api/v1/cassettes/%s/interactions/%d/raw/%s".formatted(cassette.name(), interaction.number(), side);
    }

    private static List<Line> lines(Headers headers) {
        return headers.fields().stream()
                .map(field -> new Line(field.name(), Highlighter.text(field.value())))
                .toList();
    }

    private static Trouble trouble(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Response response -> Trouble.NONE;
            case Outcome.Stream stream ->
                stream.error()
                        .map(error -> trouble(error, "The stream broke here. A replay breaks at the same place."))
                        .orElse(Trouble.NONE);
            case Outcome.Error(RecordedError error) ->
                trouble(error, "There was no answer. A replay fails in the same way.");
            case Outcome.Incomplete incomplete ->
                new Trouble(
                        incomplete.failure().code(),
                        incomplete.failure().message(),
                        "It keeps its place in the lane and replays as a failure.");
        };
    }

    private static Trouble trouble(RecordedError error, String note) {
        String context = error.context().isEmpty() ? "" : " (" + error.context() + ")";
        return new Trouble(error.type() + context, error.message(), note);
    }

    /** The number before; gaps are rare, so the whole tape is looked through only where there is one. */
    private int previous(Cassette cassette, int number) {
        if (number <= 1 || store.find(cassette.take(), number - 1).isPresent()) {
            return number - 1;
        }
        return store.entries(cassette.take()).stream()
                .mapToInt(Tape.Entry::number)
                .filter(each -> each < number)
                .max()
                .orElse(0);
    }

    private int next(Cassette cassette, int number) {
        Optional<Interaction> next =
                store.interactions(cassette.take(), number, 1).stream().findFirst();
        return next.map(Interaction::number).orElse(0);
    }
}
