package dev.tapedeck.storage.file;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A change that waits to be written, and its caller with it. */
final class Pending {
    private final Change change;
    private final CompletableFuture<Integer> done = new CompletableFuture<>();

    Pending(Change change) {
        this.change = change;
    }

    Change change() {
        return change;
    }

    /** Waits until the change is durable, and gives the number of the interaction that it is about. */
    int await() {
        try {
            return done.join();
        } catch (CompletionException broken) {
            if (broken.getCause() instanceof FailedCall failed) {
                throw failed;
            }
            throw broken;
        }
    }

    void succeed(int number) {
        done.complete(number);
    }

    void fail(FailedCall failed) {
        done.completeExceptionally(failed);
    }

    /** Lets the caller go should the writer have broken off. */
    void abandon() {
        if (!done.isDone()) {
            fail(FailedCall.rejected(new Failure.StoreDown(
                    "The journal's writer broke off. Nothing was recorded; the server's log says why.",
                    Optional.empty())));
        }
    }
}
