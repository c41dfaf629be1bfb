package dev.tapedeck.storage.search;

import dev.tapedeck.cassette.InteractionIndex;
import dev.tapedeck.cassette.SearchQuery;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.cassette.Tally;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Time;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An index in Lucene's format, opened when it is first told to catch up. It reads the store on a thread of its own. An
 * index that can't be used any more is left, and opened or built again the next time.
 */
public final class LuceneInteractionIndex implements InteractionIndex, AutoCloseable {
    private static final Duration LEAVE_WITHIN = Duration.ofSeconds(10);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(15);

    private final IndexPlace place;
    private final Source source;
    private final Time time;
    private final Consumer<String> report;
    private final Words words = new Words();
    private final Queries queries = new Queries(words);
    private final ExecutorService reader = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("search-index").factory());

    private volatile @Nullable Contents contents;
    private @Nullable CompletableFuture<Boolean> waiting;
    private String lastReport = "";

    private LuceneInteractionIndex(IndexPlace place, Source source, Time time, Consumer<String> report) {
        this.place = place;
        this.source = source;
        this.time = time;
        this.report = report;
    }

    /**
     * An index in a folder of its own.
     *
     * @param report hears in a sentence what went wrong and what is done about it
     */
    public static LuceneInteractionIndex in(Path folder, Source source, Time time, Consumer<String> report) {
        return new LuceneInteractionIndex(IndexPlace.folder(folder, report), source, time, report);
    }

    /** An index that is gone with the process, for a store that is too. */
    public static LuceneInteractionIndex inMemory(Source source, Time time, Consumer<String> report) {
        return new LuceneInteractionIndex(IndexPlace.memory(), source, time, report);
    }

    @Override
    public boolean catchUp(Duration atMost) {
        try {
            return nextRound().get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException goesOn) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof FailedCall known) {
                throw known;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    /** The round that begins next: what is in the store now is in the index at its end. */
    private synchronized CompletableFuture<Boolean> nextRound() {
        if (reader.isShutdown()) {
            return CompletableFuture.completedFuture(false);
        }
        CompletableFuture<Boolean> next = waiting;
        if (next == null) {
            next = CompletableFuture.supplyAsync(this::round, reader);
            waiting = next;
        }
        return next;
    }

    private boolean round() {
        synchronized (this) {
            waiting = null;
            if (reader.isShutdown()) {
                return false;
            }
        }
        Contents open = contents;
        try {
            if (open == null) {
                open = new Contents(place.open(words, time), source);
                contents = open;
            }
            return open.catchUp();
        } catch (FailedCall storeFailed) {
            return false;
        } catch (IOException | RuntimeException broken) {
            throw unusable(open, broken);
        }
    }

    @Override
    public Tally count(SearchQuery query) {
        Contents open = contents;
        try {
            return open == null ? Tally.NONE : open.count(query, queries);
        } catch (IOException | RuntimeException broken) {
            throw unusable(open, broken);
        }
    }

    @Override
    public List<Integer> find(TakeId take, SearchQuery query, int afterNumber, int limit) {
        Contents open = contents;
        try {
            return open == null ? List.of() : open.find(take, query, queries, afterNumber, limit);
        } catch (IOException | RuntimeException broken) {
            throw unusable(open, broken);
        }
    }

    private synchronized FailedCall unusable(@Nullable Contents open, Exception broken) {
        if (open != null && contents == open) {
            contents = null;
            open.discard();
        }
        String message = "The search index can't be used (%s). Recordings are not touched by this; it is tried again."
                .formatted(broken);
        if (!message.equals(lastReport) && !reader.isShutdown()) {
            lastReport = message;
            report.accept(message);
        }
        return FailedCall.rejected(new Failure.StoreDown(message, Optional.of(RETRY_AFTER)));
    }

    /** Keeps what was read so far, and leaves. */
    @Override
    public void close() {
        synchronized (this) {
            reader.shutdown();
            Contents open = contents;
            if (open != null) {
                open.stop();
            }
        }
        try {
            if (!reader.awaitTermination(LEAVE_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                report.accept("The search index was still busy at the end; what it lost is read again.");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        leave();
        words.close();
    }

    private synchronized void leave() {
        Contents open = contents;
        contents = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException | RuntimeException lost) {
                report.accept("The search index couldn't be kept (%s); it is read again.".formatted(lost));
            }
        }
    }
}
