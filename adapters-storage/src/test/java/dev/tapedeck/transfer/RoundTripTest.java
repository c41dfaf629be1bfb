package dev.tapedeck.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.Ending;
import dev.tapedeck.cassette.Examples;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.KeyRecipe.Replacement;
import dev.tapedeck.cassette.Outcome;
import dev.tapedeck.cassette.RecordedError;
import dev.tapedeck.cassette.RequestKeys;
import dev.tapedeck.cassette.Scrubber;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.cassette.Ticket;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Terms;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {
    private static final KeyRecipe RECIPE =
            new KeyRecipe(1, List.of("/user"), List.of(new Replacement("[0-9]+", "<n>")), List.of());
    private static final CassetteName COPY = new CassetteName("copy");

    private final Workshop workshop = new Workshop();

    @TempDir
    private Path folder = Path.of("");

    /** A cassette with every kind of outcome, two lanes, a hole in its numbers, and secrets in request and answer. */
    private void recordEverything() {
        TakeId take = workshop.store
                .create(Workshop.NAME, RECIPE, workshop.time.now())
                .take();
        add(take, "hello", Lane.MAIN, Examples.response("{\n  \"a\": 1\n}"));
        int removed = add(take, "gone", Lane.MAIN, Examples.response("{}"));
        add(take, "stream", Lane.of("two"), Examples.stream("data: 1\r\n\r\n", "data: é\n\n"));
        add(take, "key is " + Workshop.SECRET, Lane.MAIN, Examples.response("\"" + Workshop.SECRET + "\""));
        add(take, "broken", Lane.MAIN, Examples.brokenStream(error(), "data: 1\n\n"));
        add(take, "slow", Lane.MAIN, Examples.timeout());
        add(take, "hello", Lane.MAIN, new Outcome.Response(500, Examples.JSON, Bytes.wrap(new byte[] {0, -1, 7})));
        workshop.store.begin(take, ticket("never ended", Lane.MAIN));
        workshop.store.remove(take, removed);
    }

    private static RecordedError error() {
        return RecordedError.of(new Failure.Reset("The connection broke."));
    }

    private int add(TakeId take, String question, Lane lane, Outcome outcome) {
        int number = workshop.store.begin(take, ticket(question, lane));
        Ending ending = new Scrubber(workshop.redactor, false).ending(outcome, 5, 2);
        workshop.store.finish(take, number, ending);
        return number;
    }

    private Ticket ticket(String question, Lane lane) {
        ProviderRequest request = Examples.chat(question);
        return workshop.scrubber.ticket(
                new Call(request, lane, Terms.of(Effect.SAFE)),
                new RequestKeys(RECIPE).keyOf(request),
                workshop.time.now());
    }

    private ImportReport bringBack(byte[] file, ImportChoices choices) {
        return workshop.imports().bring(Workshop.file(folder, "file", file), COPY, choices);
    }

    @Test
    void aCassetteThatWasExportedAndImportedIsTheSameByteForByte() {
        recordEverything();
        byte[] exported = workshop.exported(Workshop.NAME, "tapedeck");

        ImportReport report = bringBack(exported, ImportChoices.DEFAULT);

        assertThat(report.imported()).isEqualTo(7);
        assertThat(report.skipped()).isEmpty();
        assertThat(report.warnings()).isEmpty();
        assertThat(workshop.interactions(COPY)).isEqualTo(workshop.interactions());
        workshop.store.delete(Workshop.NAME);
        workshop.store.rename(COPY, Workshop.NAME);
        assertThat(workshop.exported(Workshop.NAME, "tapedeck")).isEqualTo(exported);
    }

    @Test
    void anEmptyCassetteComesBackEmptyWithItsRecipe() {
        workshop.store.create(Workshop.NAME, RECIPE, workshop.time.now());

        bringBack(workshop.exported(Workshop.NAME, "tapedeck"), ImportChoices.DEFAULT);

        assertThat(workshop.store.find(COPY)).isPresent().hasValueSatisfying(cassette -> {
            assertThat(cassette.recipe()).isEqualTo(RECIPE);
            assertThat(cassette.interactions()).isZero();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"vcr", "go-vcr", "har"})
    void otherFormatsKeepEveryCallWithAnAnswer(String format) {
        recordEverything();

        ImportReport report = bringBack(workshop.exported(Workshop.NAME, format), ImportChoices.DEFAULT);

        assertThat(report.imported()).isEqualTo(5);
        assertThat(workshop.interactions(COPY).stream().map(RoundTripTest::shape))
                .containsExactlyElementsOf(workshop.interactions().stream()
                        .filter(found -> found.outcome().status().isPresent())
                        .map(RoundTripTest::shape)
                        .toList());
    }

    private static String shape(Interaction interaction) {
        ProviderRequest request = interaction.ticket().request();
        return "%s %s%s %s -> %s %s"
                .formatted(
                        request.method(),
                        request.provider(),
                        request.target(),
                        request.body().text(),
                        interaction.outcome().status(),
                        switch (interaction.outcome()) {
                            case Outcome.Response response -> List.of(response.body());
                            case Outcome.Stream stream -> List.of(stream.body());
                            case Outcome.Error error -> List.of();
                            case Outcome.Incomplete incomplete -> List.of();
                        });
    }

    @Test
    void appendedToACassetteOfAnotherRecipeKeysAreMadeAnewWhereTheRequestTells() {
        recordEverything();
        workshop.store.create(COPY, KeyRecipe.DEFAULT, workshop.time.now());

        ImportReport report = bringBack(
                workshop.exported(Workshop.NAME, "tapedeck"), new ImportChoices(Existing.APPEND, Optional.empty()));

        Interaction hello = workshop.interactions(COPY).getFirst();
        assertThat(hello.ticket().key())
                .isEqualTo(
                        new RequestKeys(KeyRecipe.DEFAULT).keyOf(hello.ticket().request()));
        assertThat(report.warnings())
                .singleElement()
                .satisfies(note -> assertThat(note.place()).isEqualTo("interaction 4"));
    }

    @Test
    void anExportIsRedactedByTheRulesOfToday() {
        TakeId take = workshop.store
                .create(Workshop.NAME, KeyRecipe.DEFAULT, workshop.time.now())
                .take();
        int number = workshop.store.begin(take, Examples.ticket("the word is " + Workshop.SECRET));
        workshop.store.finish(take, number, Examples.ending(Examples.response("{}")));

        byte[] exported = workshop.exported(Workshop.NAME, "tapedeck");

        assertThat(new String(exported, StandardCharsets.UTF_8))
                .doesNotContain(Workshop.SECRET)
                .contains("«redacted:");
    }

    @Test
    void aDocumentWithASecretThatSomebodyWroteIntoItIsRedactedAndTold() {
        recordEverything();
        String changed = new String(workshop.exported(Workshop.NAME, "tapedeck"), StandardCharsets.UTF_8)
                .replace("\"hello\"", "\"" + Workshop.SECRET + "\"");

        ImportReport report = bringBack(changed.getBytes(StandardCharsets.UTF_8), ImportChoices.DEFAULT);

        assertThat(report.warnings()).extracting(Note::text).anyMatch(text -> text.startsWith("The request holds"));
        assertThat(workshop.interactions(COPY)
                        .getFirst()
                        .ticket()
                        .request()
                        .body()
                        .text())
                .doesNotContain(Workshop.SECRET);
    }

    @Test
    void aDocumentOfAHigherVersionIsUnreadable() {
        byte[] document =
                "{\n  \"format\": \"tapedeck-cassette\",\n  \"version\": 99\n}\n".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> bringBack(document, ImportChoices.DEFAULT))
                .isInstanceOfSatisfying(
                        FailedCall.class,
                        failed -> assertThat(failed.failure()).isInstanceOf(Failure.Unreadable.class));
        assertThat(workshop.store.find(COPY)).isEmpty();
    }

    @Test
    void aFormatThatNobodyWritesIsRefusedWithThoseThereAre() {
        recordEverything();

        assertThatThrownBy(() -> workshop.exports.export(Workshop.NAME, "pcap"))
                .isInstanceOf(FailedCall.class)
                .hasMessageContaining("tapedeck, vcr, go-vcr, har");
    }
}
