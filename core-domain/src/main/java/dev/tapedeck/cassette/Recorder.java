package dev.tapedeck.cassette;

import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Writes one session's calls to takes: a ticket when a call starts, its end when it ends. Thread-safe. */
final class Recorder {
    private static final int MAX_WARNINGS = 1_000;

    private final CassetteStore store;
    private final Scrubber scrubber;
    private final Time time;
    private final CassetteName cassette;
    private final Sessions.Settings settings;
    private final List<SessionWarning> warnings = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition allEnded = lock.newCondition();
    private int underWay;
    private boolean closed;

    Recorder(CassetteStore store, Scrubber scrubber, Time time, CassetteName cassette, Sessions.Settings settings) {
        this.store = store;
        this.scrubber = scrubber;
        this.time = time;
        this.cassette = cassette;
        this.settings = settings;
    }

    Sessions.Settings settings() {
        return settings;
    }

    /** Takes the call's place on that take, durably; empty if the take is gone. */
    Optional<Recording> begin(TakeId take, Call call, RequestKey key) {
        entered();
        boolean begun = false;
        try {
            int number = store.begin(take, scrubber.ticket(call, key, time.now()));
            begun = true;
            return Optional.of(new Recording(take, number, key, time.nanos()));
        } catch (FailedCall failed) {
            if (failed.failure() instanceof Failure.Unknown) {
                return Optional.empty();
            }
            throw failed;
        } finally {
            if (!begun) {
                left();
            }
        }
    }

    private void entered() {
        lock.lock();
        try {
            if (closed) {
                throw FailedCall.rejected(new Failure.Unknown(
                        Failure.Unknown.Kind.SESSION, "This session is being closed. Open another one."));
            }
            underWay++;
        } finally {
            lock.unlock();
        }
    }

    private void left() {
        lock.lock();
        try {
            if (--underWay == 0) {
                allEnded.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes no new recording, and waits until none is under way. */
    void close() {
        lock.lock();
        try {
            closed = true;
            while (underWay > 0) {
                allEnded.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    List<SessionWarning> warnings() {
        lock.lock();
        try {
            return List.copyOf(warnings);
        } finally {
            lock.unlock();
        }
    }

    private void warn(Stream<SessionWarning> more) {
        lock.lock();
        try {
            more.limit(MAX_WARNINGS - warnings.size()).forEach(warnings::add);
        } finally {
            lock.unlock();
        }
    }

    /** One interaction under way. It must be ended, once, by one of its methods. */
    final class Recording {
        private final TakeId take;
        private final int number;
        private final RequestKey key;
        private final long startedNanos;

        private Recording(TakeId take, int number, RequestKey key, long startedNanos) {
            this.take = take;
            this.number = number;
            this.key = key;
            this.startedNanos = startedNanos;
        }

        /** {@code <cassette>/<number>} */
        String reference() {
            return cassette + "/" + number;
        }

        RequestKey key() {
            return key;
        }

        /** Stores the outcome; durable when this returns, unless the settings say that it may be lost. */
        void end(Outcome outcome, int attempts) {
            try {
                long millis = (time.nanos() - startedNanos) / 1_000_000;
                Ending ending = scrubber.ending(outcome, millis, attempts);
                store.finish(take, number, ending);
                warn(ending.findings().stream().map(finding -> new SessionWarning(number, finding)));
            } catch (FailedCall failed) {
                if (!settings.endMayBeLost() || !(failed.failure() instanceof Failure.StoreDown)) {
                    throw failed;
                }
                warn(Stream.of(SessionWarning.notStored(number)));
            } finally {
                left();
            }
        }

        /** Stores a failure of the way to the provider; anything else was never a call and leaves no trace. */
        void fail(FailedCall failed) {
            if (failed.failure() instanceof Failure.Upstream upstream) {
                end(
                        new Outcome.Error(RecordedError.of(upstream)),
                        failed.provenance().attempts());
            } else {
                drop();
            }
        }

        void drop() {
            try {
                store.remove(take, number);
            } finally {
                left();
            }
        }

        /** Leaves the ticket as it is: an incomplete interaction. */
        void abandon() {
            left();
        }
    }
}
