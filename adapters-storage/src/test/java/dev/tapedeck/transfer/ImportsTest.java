package dev.tapedeck.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.Mode;
import dev.tapedeck.cassette.Outcome;
import dev.tapedeck.cassette.RequestKeys;
import dev.tapedeck.cassette.SessionSpec;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.storage.file.FileCassetteStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportsTest {
    private static final ImportChoices REPLACE = new ImportChoices(Existing.REPLACE, Optional.empty());
    private static final ImportFile ANY_FILE = new ImportFile("file.yaml", Path.of("nowhere"));
    private static final ImportChoices APPEND = new ImportChoices(Existing.APPEND, Optional.empty());

    private final Workshop workshop = new Workshop();

    private static ScriptedFormats asked(String... questions) {
        ScriptedFormats formats = new ScriptedFormats();
        for (String question : questions) {
            formats.then(sink -> sink.exchange(Workshop.exchange(question, "\"to %s\"".formatted(question))));
        }
        return formats;
    }

    @Test
    void aCallBecomesWhatTapedeckItselfWouldHaveRecorded() {
        RecordedExchange exchange = new RecordedExchange(
                "interaction 1",
                "POST",
                "https://api.openai.com/v1/chat/completions?b=2&a=1",
                Headers.of("Content-Type", "application/json", "Authorization", "Bearer sk-1"),
                Bytes.utf8("{\"model\":\"m\"}"),
                429,
                Headers.of("content-type", "application/json", "content-encoding", "gzip", "set-cookie", "a=b"),
                Bytes.utf8("{\"error\":1}"),
                Optional.of(Instant.parse("2020-01-01T00:00:00Z")),
                17);

        ImportReport report = workshop.bring(new ScriptedFormats().then(sink -> sink.exchange(exchange)));

        Interaction made = workshop.interactions().getFirst();
        ProviderRequest request = made.ticket().request();
        assertThat(report.imported()).isEqualTo(1);
        assertThat(report.created()).isTrue();
        assertThat(report.warnings()).isEmpty();
        assertThat(request.provider().value()).isEqualTo("openai");
        assertThat(request.target()).isEqualTo("/v1/chat/completions?b=2&a=1");
        assertThat(request.headers()).isEqualTo(Headers.of("Content-Type", "application/json"));
        assertThat(made.ticket().lane().name()).isEqualTo("main");
        assertThat(made.ticket().recordedAt()).isEqualTo("2020-01-01T00:00:00Z");
        assertThat(made.ticket().key()).isEqualTo(new RequestKeys(KeyRecipe.DEFAULT).keyOf(request));
        assertThat(made.ending().durationMillis()).isEqualTo(17);
        assertThat(made.ending().attempts()).isEqualTo(1);
        assertThat(made.outcome()).isEqualTo(new Outcome.Response(429, Workshop.JSON, Bytes.utf8("{\"error\":1}")));
    }

    @Test
    void inAFolderWhatIsImportedIsInTheDocumentAndTheCassetteFreeForOthers(@TempDir Path folder) {
        // Given
        try (FileCassetteStore store = new FileCassetteStore(folder, 0, workshop.time, event -> {});
                FileCassetteStore other = new FileCassetteStore(folder, 0, workshop.time, event -> {})) {
            // When
            workshop.imports(store, asked("a", "b")).bring(ANY_FILE, Workshop.NAME, ImportChoices.DEFAULT);
            workshop.imports(store, asked("c")).bring(ANY_FILE, Workshop.NAME, APPEND);

            // Then
            Cassette seen = other.find(Workshop.NAME).orElseThrow();
            assertThat(seen.interactions()).isEqualTo(3);
            assertThat(folder.resolve(Workshop.NAME + ".journal")).doesNotExist();
            other.delete(Workshop.NAME);
        }
    }

    @Test
    void theKeyIsThatOfTheRequestBeforeItIsRedacted() {
        RecordedExchange exchange = Workshop.exchange("my key is " + Workshop.SECRET, "{}");

        workshop.bring(new ScriptedFormats().then(sink -> sink.exchange(exchange)));

        Interaction made = workshop.interactions().getFirst();
        ProviderRequest stored = made.ticket().request();
        ProviderRequest sent = new ProviderRequest(
                stored.provider(),
                stored.dialect(),
                stored.method(),
                stored.path(),
                stored.query(),
                stored.headers(),
                exchange.requestBody());
        assertThat(stored.body().text()).doesNotContain(Workshop.SECRET);
        assertThat(made.ticket().key()).isEqualTo(new RequestKeys(KeyRecipe.DEFAULT).keyOf(sent));
    }

    @Test
    void callsKeepTheirOrderAndRepeatedOnesTheirTurns() {
        ScriptedFormats formats = new ScriptedFormats()
                .then(sink -> sink.exchange(Workshop.exchange("poll", "\"pending\"")))
                .then(sink -> sink.exchange(Workshop.exchange("other", "\"x\"")))
                .then(sink -> sink.exchange(Workshop.exchange("poll", "\"done\"")));

        workshop.bring(formats);

        List<Interaction> made = workshop.interactions();
        assertThat(made).extracting(Interaction::number).containsExactly(1, 2, 3);
        assertThat(made.get(0).ticket().key()).isEqualTo(made.get(2).ticket().key());
        assertThat(((Outcome.Response) made.get(2).outcome()).body().text()).isEqualTo("\"done\"");
    }

    @Test
    void aStreamIsCutWhereItsEventsEnd() {
        Headers events = Headers.of("content-type", "text/event-stream; charset=utf-8");
        RecordedExchange exchange = Workshop.answered("https://api.openai.com/v1/x", events, "data: 1\r\n\r\ndata: 2");

        workshop.bring(new ScriptedFormats().then(sink -> sink.exchange(exchange)));

        assertThat(workshop.interactions().getFirst().outcome())
                .isInstanceOfSatisfying(Outcome.Stream.class, stream -> {
                    assertThat(stream.end()).isEqualTo(Outcome.End.END);
                    assertThat(stream.chunks())
                            .containsExactly(
                                    new Chunk(0, Bytes.utf8("data: 1\r\n\r\n")), new Chunk(0, Bytes.utf8("data: 2")));
                });
    }

    @Test
    void anAnswerWithoutAnyHeaderGetsTheContentTypeThatItsBodyShows() {
        ScriptedFormats formats = new ScriptedFormats()
                .then(sink -> sink.exchange(Workshop.answered("https://api.openai.com/a", Headers.NONE, "data: 1\n\n")))
                .then(sink -> sink.exchange(Workshop.answered("https://api.openai.com/b", Headers.NONE, " {\"a\":1}")))
                .then(sink -> sink.exchange(Workshop.answered("https://api.openai.com/c", Headers.NONE, "hello")));

        workshop.bring(formats);

        assertThat(workshop.interactions())
                .extracting(made -> made.outcome() instanceof Outcome.Response response
                        ? response.headers().contentType().orElse("none")
                        : made.outcome().kind())
                .containsExactly("stream", "application/json", "none");
    }

    @Test
    void whatCannotBeReplayedIsSkippedWithItsReason() {
        ScriptedFormats formats = asked("fine")
                .then(sink -> sink.skipped("interaction 2", "It is a WebSocket record."))
                .then(sink -> sink.exchange(Workshop.get("https://api.openai.com/v1/../admin")))
                .then(sink -> sink.exchange(new RecordedExchange(
                        "interaction 4",
                        "GET",
                        "https://api.openai.com/v1",
                        Headers.NONE,
                        Bytes.EMPTY,
                        101,
                        Headers.NONE,
                        Bytes.EMPTY,
                        Optional.empty(),
                        0)));

        ImportReport report = workshop.bring(formats);

        assertThat(report.imported()).isEqualTo(1);
        assertThat(report.skipped())
                .extracting(Note::place)
                .containsExactly("interaction 2", "interaction 1", "interaction 4");
    }

    @Test
    void aFileThatBreaksInTheMiddleLeavesNothingBehind() {
        assertThatThrownBy(() -> workshop.bring(asked("one", "two").thenBreak()))
                .isInstanceOf(FailedCall.class)
                .hasMessageContaining("line 7");

        assertThat(workshop.store.find(Workshop.NAME)).isEmpty();
    }

    @Test
    void aFileThatBreaksInTheMiddleLeavesAFullCassetteAsItWas() {
        workshop.bring(asked("one"));
        List<Interaction> before = workshop.interactions();

        assertThatThrownBy(() -> workshop.bring(asked("two").thenBreak(), REPLACE))
                .isInstanceOf(FailedCall.class);

        assertThat(workshop.interactions()).isEqualTo(before);
    }

    @Test
    void aFileOfWhichEverythingIsSkippedIsReportedAndMakesNoCassette() {
        ScriptedFormats formats =
                new ScriptedFormats().then(sink -> sink.skipped("interaction 1", "It is a gRPC record."));

        ImportReport report = workshop.bring(formats);

        assertThat(report.imported()).isZero();
        assertThat(report.created()).isFalse();
        assertThat(report.kept()).isFalse();
        assertThat(report.skipped()).containsExactly(new Note("interaction 1", "It is a gRPC record."));
        assertThat(workshop.store.find(Workshop.NAME)).isEmpty();
    }

    @Test
    void aFileOfWhichEverythingIsSkippedLeavesACassetteAsItWas() {
        workshop.bring(asked("one"));
        List<Interaction> before = workshop.interactions();

        ImportReport report = workshop.bring(
                new ScriptedFormats().then(sink -> sink.exchange(Workshop.get("https://api.openai.com/../x"))),
                REPLACE);

        assertThat(report.imported()).isZero();
        assertThat(report.skipped()).hasSize(1);
        assertThat(workshop.interactions()).isEqualTo(before);
    }

    @Test
    void aFileWithoutAnyRecordBecomesAnEmptyCassette() {
        ImportReport report = workshop.bring(new ScriptedFormats());

        assertThat(report.imported()).isZero();
        assertThat(report.created()).isTrue();
        assertThat(report.kept()).isTrue();
        assertThat(workshop.store.find(Workshop.NAME).map(Cassette::interactions))
                .contains(0);
    }

    @Test
    void aCassetteThatHoldsSomethingIsLeftAloneUnlessOneSaysOtherwise() {
        workshop.bring(asked("one"));

        assertThatThrownBy(() -> workshop.bring(asked("two")))
                .isInstanceOfSatisfying(
                        FailedCall.class, failed -> assertThat(failed.failure()).isInstanceOf(Failure.Conflict.class))
                .hasMessageContaining("existing=replace")
                .hasMessageContaining("existing=append");
        assertThat(workshop.interactions()).hasSize(1);
    }

    @Test
    void replacingPutsTheFileInThePlaceOfWhatWasThere() {
        workshop.bring(asked("one", "two"));

        ImportReport report = workshop.bring(asked("three"), REPLACE);

        assertThat(report.created()).isFalse();
        assertThat(workshop.interactions())
                .singleElement()
                .satisfies(made ->
                        assertThat(made.ticket().request().body().text()).contains("three"));
    }

    @Test
    void appendingGoesOnWithTheNumbers() {
        workshop.bring(asked("one", "two"));

        ImportReport report = workshop.bring(asked("three"), APPEND);

        assertThat(report.imported()).isEqualTo(1);
        assertThat(workshop.interactions()).extracting(Interaction::number).containsExactly(1, 2, 3);
    }

    @Test
    void anEmptyCassetteKeepsItsRecipe() {
        KeyRecipe recipe = new KeyRecipe(1, List.of("/input"), List.of(), List.of());
        workshop.store.create(Workshop.NAME, recipe, workshop.time.now());

        workshop.bring(asked("one", "two"));

        assertThat(workshop.store.find(Workshop.NAME).map(Cassette::recipe)).contains(recipe);
        assertThat(workshop.interactions())
                .extracting(made -> made.ticket().key())
                .containsOnly(workshop.interactions().getFirst().ticket().key());
    }

    @Test
    void manyCallsComeInGroupsAndAllArriveInOrder() {
        ScriptedFormats formats = new ScriptedFormats()
                .then(sink -> IntStream.rangeClosed(1, 1_234)
                        .forEach(number -> sink.exchange(Workshop.exchange("q" + number, "{}"))));

        ImportReport report = workshop.bring(formats);

        assertThat(report.imported()).isEqualTo(1_234);
        assertThat(workshop.interactions())
                .extracting(Interaction::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 1_234).boxed().toList());
    }

    @Test
    void aChosenProviderGetsAllCalls() {
        ScriptedFormats formats = new ScriptedFormats()
                .then(sink -> sink.exchange(Workshop.get("https://elsewhere.example/api/v1/models")))
                .then(sink -> sink.exchange(Workshop.get("/v1/models")));
        ImportChoices choices = new ImportChoices(Existing.REFUSE, Optional.of(new ProviderName("router")));

        ImportReport report = workshop.bring(formats, choices);

        assertThat(report.warnings()).extracting(Note::text).noneMatch(text -> text.contains("configured"));
        assertThat(workshop.interactions())
                .extracting(made -> made.ticket().request().path())
                .containsExactly("/v1/models", "/v1/models");
        assertThat(workshop.interactions())
                .extracting(made -> made.ticket().request().provider().value())
                .containsOnly("router");
    }

    @Test
    void aChosenProviderMustBeConfigured() {
        ImportChoices choices = new ImportChoices(Existing.REFUSE, Optional.of(new ProviderName("nosuch")));

        assertThatThrownBy(() -> workshop.bring(asked("one"), choices))
                .isInstanceOfSatisfying(
                        FailedCall.class, failed -> assertThat(failed.failure()).isInstanceOf(Failure.Unknown.class));
        assertThat(workshop.store.find(Workshop.NAME)).isEmpty();
    }

    @Test
    void aHostThatNobodyConfiguredIsToldOnce() {
        ScriptedFormats formats = new ScriptedFormats()
                .then(sink -> sink.exchange(Workshop.get("https://api.groq.com/openai/v1/models")))
                .then(sink -> sink.exchange(Workshop.get("https://api.groq.com/openai/v1/models")));

        ImportReport report = workshop.bring(formats);

        assertThat(report.warnings())
                .filteredOn(note -> note.text()
                        .contains("tapedeck.providers.\"api.groq.com\".base-url=https://api.groq.com and "
                                + "tapedeck.providers.\"api.groq.com\".dialect=openai"))
                .hasSize(1);
    }

    @Test
    void aSecretInAnAnswerIsToldAndTheAnswerStaysAsItWas() {
        String answer = "{\"text\":\"%s\"}".formatted(Workshop.SECRET);

        ImportReport report =
                workshop.bring(new ScriptedFormats().then(sink -> sink.exchange(Workshop.exchange("q", answer))));

        assertThat(report.warnings())
                .singleElement()
                .satisfies(note -> assertThat(note.text()).contains("secret").doesNotContain(Workshop.SECRET));
        assertThat(((Outcome.Response) workshop.interactions().getFirst().outcome())
                        .body()
                        .text())
                .isEqualTo(answer);
    }

    @Test
    void aReportTellsTheFirstOfManyAndHowManyMoreThereAre() {
        ScriptedFormats formats = asked("fine")
                .then(sink ->
                        IntStream.range(0, 1_000).forEach(number -> sink.skipped("interaction " + number, "No.")));

        ImportReport report = workshop.bring(formats);

        assertThat(report.skipped()).hasSize(101);
        assertThat(report.skipped().getLast().text()).isEqualTo("And 900 more.");
    }

    @Test
    void nothingIsImportedWhileASessionRecords() {
        workshop.bring(asked("one"));
        workshop.sessions.open(SessionSpec.of(Workshop.NAME, Mode.RECORD));

        assertThatThrownBy(() -> workshop.bring(asked("two"), REPLACE))
                .isInstanceOfSatisfying(
                        FailedCall.class, failed -> assertThat(failed.failure()).isInstanceOf(Failure.Conflict.class))
                .hasMessageContaining("recording");
    }
}
