package dev.tapedeck.build;

import dev.tapedeck.Port;
import dev.tapedeck.cassette.RequestKey;
import dev.tapedeck.exchange.ProviderRequest;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The batch API of one provider. Every call of it passes the stage line, under the policy {@code batch-api.<provider>}: what
 * only looks is made again when it fails, what changes something is made once. Nothing here holds a whole batch in memory.
 * Thread-safe; every method blocks.
 *
 * <p>Failures, as {@link dev.tapedeck.exchange.FailedCall}, where there is no answer; {@link Refused} where there is one.
 */
@Port
public interface BatchProvider {
    BatchLimits limits();

    /** How many bytes this request takes in a batch. */
    long size(BatchRequest request);

    /**
     * Brings the requests to the provider, without having them worked on, where it has such a step.
     *
     * @return what it calls them; nothing if there is no such step
     */
    Optional<String> upload(String intent, BatchContent content) throws Refused;

    /**
     * Has them worked on. Paid from here on. {@link Refused} says that they surely aren't, and what was uploaded is deleted if
     * it can be; a failure that is none of {@link dev.tapedeck.exchange.Failure.Upstream} says so too; after any other failure, also where the provider answers with a
     * fault of its own, only {@link #locate} knows.
     *
     * @param uploaded what {@link #upload} gave
     */
    RemoteBatch submit(String intent, BatchContent content, Optional<String> uploaded) throws Refused;

    /**
     * What became of a batch that may have been submitted. If this says that it wasn't, it can't be any more with what
     * was uploaded for it: whoever is about to will be refused, or given a batch that is rejected. Where a provider has no
     * such step, nobody can be kept from submitting late, so this never says that it wasn't: it is uncertain, with no
     * candidates if there are none.
     *
     * @param since when it was first tried; batches made up to 10 minutes before it count too, since clocks differ
     */
    Whereabouts locate(String intent, BatchContent content, Optional<String> uploaded, Instant since) throws Refused;

    RemoteBatch poll(String remoteId) throws Refused;

    /**
     * Passes on each result of a batch that has ended, in whichever order, as often as the provider has it. If it fails on the
     * way, some may have been passed on: called again it begins anew.
     */
    void results(String remoteId, Consumer<BatchResult> each) throws Refused;

    /** Asks to end it early; what was done by then can be fetched once it has ended. One that has ended stays as it is. */
    RemoteBatch cancel(String remoteId) throws Refused;

    /** Deletes what lies at the provider for that batch. What is gone already is no fault. */
    void discard(String remoteId, Optional<String> uploaded) throws Refused;

    /** @param request the whole request, as it would be sent by itself */
    record BatchRequest(RequestKey key, ProviderRequest request) {
        /** What names it in a batch and its results: the 64 hex digits of its key. */
        public String customId() {
            return key.hex();
        }
    }

    /** What goes into one batch: the same again each time it is asked for. */
    interface BatchContent {
        Iterator<BatchRequest> requests();

        int count();
    }

    /**
     * What one batch may hold.
     *
     * @param bytes of all requests together, a margin left
     */
    record BatchLimits(int requests, long bytes) {}

    /** Where a batch is that may have been submitted. */
    sealed interface Whereabouts {
        record Found(RemoteBatch batch) implements Whereabouts {}

        /** It was not, and what was uploaded for it is gone. */
        record NotSubmitted() implements Whereabouts {}

        /** One of these may be it, or none. Those that are known as other batches may be among them. */
        record Uncertain(List<RemoteBatch> candidates) implements Whereabouts {
            public Uncertain {
                candidates = List.copyOf(candidates);
            }
        }
    }

    /** The provider answers that it won't. */
    final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final Kind kind;
        private final String why;

        public enum Kind {
            /** There is no such batch or file; right after it was made or ended that may pass. */
            NOT_FOUND,
            /** More tokens are waiting than are allowed: smaller or later it may work. */
            TOO_MUCH,
            /** Its own limits, or an error of its own: later it may work. */
            LATER,
            /** It never will. */
            NEVER
        }

        public Refused(Kind kind, String message) {
            super(message, null, false, false);
            this.kind = kind;
            this.why = message;
        }

        /** The provider's own words. */
        public String why() {
            return why;
        }

        public Kind kind() {
            return kind;
        }
    }
}
