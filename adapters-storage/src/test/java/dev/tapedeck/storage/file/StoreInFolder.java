package dev.tapedeck.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.Examples;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.VirtualTime;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of the file store share: a folder, a store on it, and a cassette named checkout. */
abstract class StoreInFolder {
    static final CassetteName CHECKOUT = new CassetteName("checkout");
    static final CassetteName GREETING = new CassetteName("greeting");
    private static final long CACHE = 10_000_000;
    private static final long INDEXED = 100_000;

    @TempDir
    Path folder;

    final WatchedDisk disk = new WatchedDisk();
    final VirtualTime time = new VirtualTime();
    final List<FolderEvent> events = new CopyOnWriteArrayList<>();
    FileCassetteStore store;

    @BeforeEach
    final void open() {
        store = new FileCassetteStore(folder, CACHE, INDEXED, time, events::add, disk);
    }

    @AfterEach
    final void close() {
        store.close();
    }

    /** Another store on that folder, as another process would open it; nothing is kept in memory between look-ups. */
    final FileCassetteStore another(Path itsFolder) {
        return new FileCassetteStore(itsFolder, 0, 0, time, events::add, new WatchedDisk());
    }

    /** What a store finds that is started on the folder as a crash left it. */
    final List<Interaction> recovered(Path left) {
        try (FileCassetteStore restarted = another(left)) {
            restarted.recover();
            return contents(restarted, CHECKOUT);
        }
    }

    final TakeId made() {
        return made(CHECKOUT);
    }

    final TakeId made(CassetteName name) {
        return store.create(name, KeyRecipe.DEFAULT, Examples.NOON).take();
    }

    final int recorded(TakeId take, String question) {
        int number = store.begin(take, Examples.ticket(question));
        store.finish(take, number, Examples.ending(Examples.response("answer to " + question)));
        return number;
    }

    /** What a cassette holds; nothing if it isn't there. */
    static List<Interaction> contents(CassetteStore in, CassetteName name) {
        return in.find(name)
                .map(cassette -> in.interactions(cassette.take(), 0, 1_000_000))
                .orElse(List.of());
    }

    final List<Interaction> contents() {
        return contents(store, CHECKOUT);
    }

    final List<Integer> numbers() {
        return contents().stream().map(Interaction::number).toList();
    }

    final Path file(String name) {
        return folder.resolve(name);
    }

    static <F extends Failure> F failure(Class<F> kind, ThrowingCallable deed) {
        FailedCall failed =
                assertThatExceptionOfType(FailedCall.class).isThrownBy(deed).actual();
        assertThat(failed.failure()).isInstanceOf(kind);
        return kind.cast(failed.failure());
    }
}
