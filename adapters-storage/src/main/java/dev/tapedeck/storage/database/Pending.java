package dev.tapedeck.storage.database;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A change that waits to be committed, and its caller with it.
 *
 * @param <T> what the change results in
 */
final class Pending<T> {
    private final Supplier<T> change;
    private final Consumer<T> committed;
    private final boolean alone;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private CompletableFuture<T> applied = new CompletableFuture<>();

    /**
     * @param change done within the transaction; refuses by {@link FailedCall} before it has changed anything
     * @param committed done after the commit and before the caller goes on, in the order of the changes
     * @param alone whether it needs a transaction of its own
     */
    Pending(Supplier<T> change, Consumer<T> committed, boolean alone) {
        this.change = change;
        this.committed = committed;
        this.alone = alone;
    }

    boolean alone() {
        return alone;
    }

    /** Does the change within the transaction under way. A refusal concerns this change only. */
    void apply() {
        applied = new CompletableFuture<>();
        try {
            applied.complete(change.get());
        } catch (FailedCall refused) {
            applied.completeExceptionally(refused);
        }
    }

    /** The transaction is committed: tells the caller what came of the change. */
    void succeed() {
        if (applied.isCompletedExceptionally()) {
            result.completeExceptionally(applied.exceptionNow());
        } else {
            T value = applied.join();
            committed.accept(value);
            result.complete(value);
        }
    }

    void fail(RuntimeException broken) {
        result.completeExceptionally(broken);
    }

    /** Lets nobody wait for ever: fails if nothing was told to the caller. */
    void abandon() {
        if (!result.isDone()) {
            fail(FailedCall.rejected(new Failure.StoreDown(
                    "The recording could not be stored: the store's writer broke off. Look into the log, then try again.",
                    Optional.of(Duration.ofSeconds(2)))));
        }
    }

    /** Waits, whether interrupted or not: a change under way can't be called back. */
    T await() {
        try {
            return result.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException broken) {
                throw broken;
            }
            throw failed;
        }
    }
}
