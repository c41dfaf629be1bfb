package dev.tapedeck.storage.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.Ending;
import dev.tapedeck.cassette.Examples;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.Outcome;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.cassette.Tape;
import dev.tapedeck.storage.disk.Modes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the folder holds when nothing is being recorded, and what is found there after a restart. */
final class DocumentsAtRestTest extends StoreInFolder {
    @Test
    void whatIsSettledIsADocumentAloneWithEverythingInIt() {
        // Given
        TakeId take = made();
        recorded(take, "one");
        store.begin(take, Examples.ticket("never ended"));
        recorded(take, "three");
        store.remove(take, 1);
        List<Interaction> before = contents();

        // When
        store.settle(CHECKOUT);

        // Then
        assertThat(FolderFiles.names(folder)).containsExactly("checkout.json");
        FolderFiles.assertSound(folder);
        assertThat(contents()).isEqualTo(before);
        assertThat(contents(another(folder), CHECKOUT)).isEqualTo(before);
    }

    @Test
    void aCassetteIsTheSameAfterARestart() {
        // Given
        TakeId take = made();
        recorded(take, "one");
        Cassette before = store.find(CHECKOUT).orElseThrow();
        store.close();

        // When
        Cassette after = another(folder).find(CHECKOUT).orElseThrow();

        // Then
        assertThat(after).usingRecursiveComparison().ignoringFields("take").isEqualTo(before);
    }

    @Test
    void aDocumentInWhichNothingChangedIsNotTouched() throws IOException {
        // Given
        TakeId take = made();
        int open = store.begin(take, Examples.ticket("one"));
        store.settle(CHECKOUT);
        Object file = Files.getAttribute(file("checkout.json"), "fileKey");
        assumeTrue(file != null, "files have no identity here");

        // When
        store.finish(take, open, new Ending(new Outcome.Incomplete(), 1, 1, List.of()));
        store.settle(CHECKOUT);

        // Then
        assertThat(Files.getAttribute(file("checkout.json"), "fileKey")).isEqualTo(file);
    }

    @Test
    void interactionsThatWereThereAreCopiedByteForByte() {
        // Given
        TakeId take = made();
        recorded(take, "one");
        store.settle(CHECKOUT);
        String before = text();

        // When
        recorded(take, "two");
        store.settle(CHECKOUT);

        // Then
        String kept = before.substring(0, before.lastIndexOf("\n  ]"));
        assertThat(text()).startsWith(kept + ",\n");
    }

    private String text() {
        return new String(FolderFiles.bytes(file("checkout.json")), UTF_8);
    }

    @Test
    void manyInteractionsAreIndexedAndReadBack() {
        // Given
        TakeId take = made();
        List<Interaction> many = IntStream.rangeClosed(1, 3_000)
                .mapToObj(number -> new Interaction(
                        2 * number,
                        Examples.ticket("question " + number),
                        Examples.ending(Examples.response("answer " + number))))
                .toList();

        // When
        store.append(take, many);

        // Then
        List<Tape.Entry> entries = many.stream().map(Interaction::entry).toList();
        assertThat(store.entries(take)).isEqualTo(entries);
        assertThat(contents()).isEqualTo(many);
        store.settle(CHECKOUT);
        assertThat(store.entries(take)).isEqualTo(entries);
        assertThat(contents()).isEqualTo(many);
        assertThat(contents(another(folder), CHECKOUT)).isEqualTo(many);
    }

    @Test
    void aTakeWhoseIndexFellOutOfMemoryIsIndexedAgainAndGoesOnWithItsNumbers() {
        // Given
        FileCassetteStore forgetful = another(folder);
        TakeId take =
                forgetful.create(CHECKOUT, KeyRecipe.DEFAULT, Examples.NOON).take();
        forgetful.begin(take, Examples.ticket("one"));
        forgetful.remove(take, forgetful.begin(take, Examples.ticket("two")));
        forgetful.settle(CHECKOUT);

        // When
        int next = forgetful.begin(take, Examples.ticket("three"));

        // Then
        assertThat(next).isEqualTo(3);
        forgetful.close();
        assertThat(numbers()).containsExactly(1, 3);
    }

    @Test
    void sixteenThreadsRecordToFourTakesWhileTheyAreBeingSettled() throws Exception {
        // Given
        List<CassetteName> names = IntStream.range(0, 4)
                .mapToObj(number -> new CassetteName("take-" + number))
                .toList();
        List<TakeId> takes = names.stream().map(this::made).toList();

        // When
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> recorders = IntStream.range(0, 16)
                    .<Future<?>>mapToObj(thread -> threads.submit(() -> {
                        for (int time = 0; time < 20; time++) {
                            recorded(takes.get(thread % 4), thread + " for the " + time);
                            if (time % 5 == 4) {
                                store.settle(names.get(thread % 4));
                            }
                        }
                    }))
                    .toList();
            for (Future<?> recorder : recorders) {
                recorder.get();
            }
        }

        // Then
        store.close();
        try (FileCassetteStore restarted = another(folder)) {
            assertThat(names)
                    .allSatisfy(name -> assertThat(contents(restarted, name))
                            .hasSize(80)
                            .allMatch(Interaction::complete)
                            .extracting(Interaction::number)
                            .isEqualTo(IntStream.rangeClosed(1, 80).boxed().toList()));
        }
        FolderFiles.assertSound(folder);
    }

    @Test
    void whatIsMadeIsForItsOwnerOnlyAndWhatSomebodyAllowedStays() throws IOException {
        // Given
        assumeTrue(Modes.arePosix(folder), "there are no modes here");
        Path made = folder.resolve("made");
        try (FileCassetteStore inside = another(made)) {
            TakeId take =
                    inside.create(CHECKOUT, KeyRecipe.DEFAULT, Examples.NOON).take();
            Path document = made.resolve("checkout.json");
            assertThat(mode(made)).isEqualTo("rwx------");
            assertThat(mode(document)).isEqualTo("rw-------");
            Files.setPosixFilePermissions(document, PosixFilePermissions.fromString("rw-rw-r--"));
            inside.begin(take, Examples.ticket("hello"));
            assertThat(mode(made.resolve("checkout.journal"))).isEqualTo("rw-------");

            // When
            inside.settle(CHECKOUT);

            // Then
            assertThat(mode(document)).isEqualTo("rw-rw-r--");
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
