package dev.tapedeck.storage.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.Examples;
import dev.tapedeck.cassette.InteractionIndexContract;
import dev.tapedeck.cassette.Outcome;
import dev.tapedeck.cassette.SearchQuery;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.VirtualTime;
import dev.tapedeck.storage.memory.MemoryCassetteStore;
import dev.tapedeck.storage.search.Source.Takes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LuceneInteractionIndexTest extends InteractionIndexContract {
    @TempDir
    private Path data = Path.of("");

    private final CassetteStore store = new MemoryCassetteStore();
    private final WatchedRedactor redactor = new WatchedRedactor();
    private final VirtualTime time = new VirtualTime();
    private final List<String> reports = new ArrayList<>();
    private final List<LuceneInteractionIndex> opened = new ArrayList<>();

    @Override
    protected CassetteStore store() {
        return store;
    }

    @Override
    protected LuceneInteractionIndex index() {
        return opened.isEmpty() ? opened(Takes.OF_THIS_PROCESS) : opened.getLast();
    }

    private LuceneInteractionIndex opened(Takes takes) {
        LuceneInteractionIndex index =
                LuceneInteractionIndex.in(folder(), new Source(store, takes, redactor), time, reports::add);
        opened.add(index);
        return index;
    }

    private Path folder() {
        return data.resolve("search");
    }

    @AfterEach
    void leave() {
        opened.forEach(LuceneInteractionIndex::close);
    }

    @ParameterizedTest
    @EnumSource
    void whatWasReadBeforeARestartIsNotReadAgain(Takes takes) {
        // Given
        opened(takes);
        TakeId take = take(CHECKOUT);
        recorded(take, "parcel", "ok");
        store.begin(take, Examples.ticket("open parcel"));
        caughtUp();

        index().close();
        redactor.seen();

        // When
        opened(takes);

        // Then
        assertThat(found(take, "parcel")).containsExactly(1, 2);
        assertThat(redactor.seen()).isEmpty();
        store.finish(take, 2, Examples.ending(Examples.response("{\"content\":\"closed\"}")));
        assertThat(found(take, "closed")).containsExactly(2);
        assertThat(reports).isEmpty();
    }

    @Test
    void ofALastingTakeOnlyWhatIsNewIsReadAfterARestart() {
        // Given
        opened(Takes.LASTING);
        TakeId take = take(CHECKOUT);
        recorded(take, "parcel", "ok");
        caughtUp();
        index().close();
        redactor.seen();
        recorded(take, "second parcel", "ok");

        // When
        opened(Takes.LASTING);

        // Then
        assertThat(found(take, "parcel")).containsExactly(1, 2);
        assertThat(redactor.seen())
                .anyMatch(body -> body.contains("second"))
                .noneMatch(body -> body.contains("\"parcel\""));
    }

    @Test
    void aCassetteThatChangedMeanwhileIsReadAnewWhereTakesDoNotLast() {
        // Given
        TakeId take = take(CHECKOUT);
        recorded(take, "parcel", "ok");
        caughtUp();
        index().close();
        redactor.seen();
        recorded(take, "second parcel", "ok");

        // When
        opened(Takes.OF_THIS_PROCESS);

        // Then
        assertThat(found(take, "parcel")).containsExactly(1, 2);
        assertThat(redactor.seen()).anyMatch(body -> body.contains("\"parcel\""));
    }

    @Test
    void whatIsGoneAfterARestartIsNotFound() {
        // Given
        TakeId take = take(CHECKOUT);
        recorded(take, "parcel", "ok");
        caughtUp();
        index().close();
        store.delete(CHECKOUT);
        TakeId other = take(CHECKOUT);

        // When
        opened(Takes.OF_THIS_PROCESS);

        // Then
        caughtUp();
        assertThat(index().count(SearchQuery.ALL).takes()).isEmpty();
        assertThat(found(other, "parcel")).isEmpty();
    }

    /** What may happen to files. */
    enum Damage {
        CUT {
            @Override
            byte[] done(byte[] file) {
                return Arrays.copyOf(file, file.length / 2);
            }
        },
        EMPTIED {
            @Override
            byte[] done(byte[] file) {
                return new byte[0];
            }
        },
        OVERWRITTEN {
            @Override
            byte[] done(byte[] file) {
                new Random(7).nextBytes(file);
                return file;
            }
        },
        ONE_BYTE_CHANGED {
            @Override
            byte[] done(byte[] file) {
                file[file.length / 2] ^= 0x55;
                return file;
            }
        };

        abstract byte[] done(byte[] file);
    }

    @ParameterizedTest
    @EnumSource
    void damageToAnyFileIsFoundOut(Damage damage) throws IOException {
        // Given
        TakeId take = take(CHECKOUT);
        for (int call = 0; call < 50; call++) {
            recorded(take, "parcel " + call, "ok");
        }
        caughtUp();
        index().close();
        List<Path> files = files();

        for (Path file : files) {
            // When
            Path copy = Files.createTempDirectory(data, "copy");
            for (Path each : files) {
                byte[] whole = Files.readAllBytes(each);
                Files.write(
                        copy.resolve(each.getFileName()),
                        each.equals(file) && whole.length > 0 ? damage.done(whole) : whole);
            }
            LuceneInteractionIndex damaged = LuceneInteractionIndex.in(
                    copy, new Source(store, Takes.OF_THIS_PROCESS, redactor), time, reports::add);
            opened.add(damaged);

            // Then
            assertThat(found(take, "parcel")).as(file.toString()).hasSize(50);
            assertThat(found(take, "ok")).as(file.toString()).hasSize(50);
            assertThat(damaged.count(SearchQuery.ALL).models()).containsKey(Examples.MODEL);
        }
        assertThat(reports).hasSameSizeAs(files).allMatch(report -> report.contains("it is built again"));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder())) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("write.lock"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aMissingFileMeansThatTheIndexIsBuiltAgain() throws IOException {
        // Given
        TakeId take = take(CHECKOUT);
        recorded(take, "parcel", "ok");
        caughtUp();
        index().close();
        for (Path file : files()) {
            if (!file.getFileName().toString().startsWith("segments")) {
                Files.delete(file);
            }
        }

        // When
        opened(Takes.OF_THIS_PROCESS);

        // Then
        assertThat(found(take, "parcel")).containsExactly(1);
        assertThat(reports).hasSize(1);
    }

    @Test
    void whatWasNotCommittedIsReadAgain() throws IOException {
        // Given: the folder as it is in the middle of the work, which is what a kill leaves
        TakeId take = take(CHECKOUT);
        recorded(take, "parcel", "ok");
        caughtUp();
        time.advance(Duration.ofMinutes(1));
        recorded(take, "second parcel", "ok");
        caughtUp();
        recorded(take, "third parcel", "ok");
        caughtUp();
        Path left = Files.createDirectory(data.resolve("left"));
        for (Path file : files()) {
            Files.copy(file, left.resolve(file.getFileName()));
        }
        redactor.seen();

        // When
        LuceneInteractionIndex after =
                LuceneInteractionIndex.in(left, new Source(store, Takes.LASTING, redactor), time, reports::add);
        opened.add(after);

        // Then
        assertThat(found(take, "parcel")).containsExactly(1, 2, 3);
        assertThat(redactor.seen()).anyMatch(body -> body.contains("third")).noneMatch(body -> body.contains("second"));
        assertThat(reports).isEmpty();
    }

    @Test
    void anIndexThatAnotherHasOpenIsLeftToIt() {
        // Given
        TakeId take = take(CHECKOUT);
        recorded(take, "parcel", "ok");
        caughtUp();

        // When
        opened(Takes.OF_THIS_PROCESS);

        // Then
        assertThat(found(take, "parcel")).containsExactly(1);
        assertThat(reports).singleElement().asString().contains("another process", "search-2");
    }

    @Test
    void aFolderThatCannotBeMadeIsAFailureOfTheSearchAlone() throws IOException {
        // Given
        TakeId take = take(CHECKOUT);
        recorded(take, "parcel", "ok");
        Files.writeString(folder(), "in the way");

        // Then
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(this::caughtUp)
                .satisfies(failed -> assertThat(failed.failure()).isInstanceOf(Failure.StoreDown.class));
        assertThat(index().count(SearchQuery.ALL).takes()).isEmpty();
        Files.delete(folder());
        assertThat(found(take, "parcel")).containsExactly(1);
    }

    @Test
    void afterItIsClosedNothingIsFoundAndNothingFails() {
        // Given
        TakeId take = take(CHECKOUT);
        recorded(take, "parcel", "ok");
        caughtUp();

        // When
        index().close();

        // Then
        assertThat(index().catchUp(Duration.ofSeconds(5))).isFalse();
        assertThat(index().find(take, SearchQuery.ALL, 0, 5)).isEmpty();
    }

    @Test
    void noSecretIsInTheIndex() throws IOException {
        // Given
        String key = "sk-ant-api03-Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6";
        String password = "Correct-Horse-77";
        TakeId take = take(CHECKOUT);
        recorded(take, "harmless", "the key is " + key);
        recorded(
                take,
                Examples.ticket("harmless"),
                Examples.response("{\"password\":\"%s\",\"content\":\"harmless\"}".formatted(password)));
        recorded(
                take,
                Examples.ticket("harmless"),
                Examples.stream(
                        delta("The key"),
                        delta(" is "),
                        delta(key.substring(0, 15)),
                        delta(key.substring(15, 30)),
                        delta(key.substring(30))));
        recorded(
                take,
                Examples.ticket("harmless"),
                Examples.stream(delta("{\\\"passw"), delta("ord\\\":\\\"Correct-"), delta("Horse-77\\\"}")));
        recorded(
                take,
                Examples.ticket("harmless"),
                new Outcome.Response(200, Headers.NONE, Bytes.utf8("Authorization: Bearer " + key)));

        // When
        assertThat(found(take, "harmless")).hasSize(5);
        index().close();

        // Then
        List<String> terms = terms();
        assertThat(terms).contains("harmless", "redacted");
        assertThat(terms)
                .noneMatch(term -> term.contains("zm9vymfy") || term.contains("horse") || term.contains("bwzxv4"));
        for (Path file : files()) {
            assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT))
                    .doesNotContain("zm9vymfy", "horse");
        }
    }

    private static String delta(String text) {
        return "data: {\"choices\":[{\"delta\":{\"content\":\"%s\"}}]}\n\n".formatted(text);
    }

    private List<String> terms() throws IOException {
        List<String> all = new ArrayList<>();
        try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(folder()))) {
            for (LeafReaderContext part : reader.leaves()) {
                FieldInfos fields = part.reader().getFieldInfos();
                for (FieldInfo field : fields) {
                    Terms terms = part.reader().terms(field.name);
                    if (terms != null) {
                        TermsEnum each = terms.iterator();
                        while (each.next() != null) {
                            all.add(each.term().utf8ToString());
                        }
                    }
                }
            }
        }
        return all;
    }
}
