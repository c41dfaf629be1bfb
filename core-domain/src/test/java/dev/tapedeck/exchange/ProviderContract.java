package dev.tapedeck.exchange;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link Provider} promises. */
public abstract class ProviderContract {
    private static final int AT_ONCE = 50;
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(10);

    protected abstract Provider provider();

    /** One that reckons by this time. */
    protected abstract Provider provider(VirtualTime time);

    /** The time by which {@link #provider()} reckons. */
    protected abstract Time time();

    /** A call that is answered with status 200 and a body, the same each time. */
    protected abstract Call answered();

    /** A call that the provider answers with status 429. */
    protected abstract Call refused();

    /** A call that is answered whole, in several chunks. */
    protected abstract Call streamed();

    /** A call whose answer breaks after at least one chunk. */
    protected abstract Call broken();

    /** A call whose answer stops before its end and would not go on for an hour. */
    protected abstract Call stalled();

    /** A call whose answer is an event stream of several chunks, with a moment between the first two. */
    protected abstract Call slowStream();

    @Test
    void aCallIsAnsweredWithStatusHeadersAndBody() {
        try (Answer answer = provider().exchange(answered())) {
            Bytes body = body(answer);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers().contentType()).isPresent();
            assertThat(body.isEmpty()).isFalse();
        }
    }

    @Test
    void anErrorStatusIsAnAnswerAndNoFailure() {
        try (Answer answer = provider().exchange(refused())) {
            Bytes body = body(answer);

            assertThat(answer.status()).isEqualTo(429);
            assertThat(body.isEmpty()).isFalse();
        }
    }

    @Test
    void anAnswerOfTheFirstAttemptIsLive() {
        try (Answer answer = provider().exchange(answered())) {
            Provenance provenance = answer.provenance();

            assertThat(provenance.source()).isEqualTo(Provenance.Source.LIVE);
            assertThat(provenance.attempts()).isEqualTo(1);
        }
    }

    @Test
    void aStreamComesInChunksAndNoneIsEmpty() {
        try (Answer answer = provider().exchange(streamed())) {
            List<Chunk> chunks = chunks(answer);

            assertThat(chunks)
                    .hasSizeGreaterThan(1)
                    .allMatch(chunk -> chunk.bytes().length() > 0);
        }
    }

    @Test
    void theEndOfABodyStaysTheEnd() {
        try (Answer answer = provider().exchange(answered())) {
            chunks(answer);

            assertThat(answer.next()).isEmpty();
            assertThat(answer.next()).isEmpty();
        }
    }

    @Test
    void aBrokenStreamGivesWhatCameAndThenFails() {
        List<Chunk> before = new ArrayList<>();
        try (Answer answer = provider().exchange(broken())) {
            assertThatExceptionOfType(FailedCall.class)
                    .isThrownBy(() -> pullInto(before, answer))
                    .satisfies(failed -> assertThat(failed.failure()).isInstanceOf(Failure.Reset.class));
        }
        assertThat(before).isNotEmpty();
    }

    @Test
    void cancellingEndsAPullUnderWay() throws Exception {
        try (Answer answer = provider().exchange(stalled())) {
            CompletableFuture<FailedCall> outcome = new CompletableFuture<>();
            Thread pulling = Thread.ofVirtual().start(() -> {
                try {
                    pullInto(new ArrayList<>(), answer);
                    outcome.completeExceptionally(new AssertionError("The body ended."));
                } catch (FailedCall failed) {
                    outcome.complete(failed);
                }
            });
            awaitStall(pulling);

            answer.cancel();

            assertThat(outcome.get(10, SECONDS).failure()).isInstanceOf(Failure.Reset.class);
        }
    }

    @Test
    void cancellingBeforeThePullEndsItToo() {
        try (Answer answer = provider().exchange(stalled())) {
            answer.cancel();
            answer.cancel();

            assertThatExceptionOfType(FailedCall.class).isThrownBy(() -> pullInto(new ArrayList<>(), answer));
        }
    }

    @Test
    void anAnswerMayBeClosedInTheMiddleAndTwice() {
        Answer answer = provider().exchange(streamed());
        answer.next();

        answer.close();
        answer.close();

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void callsAtTheSameTimeDoNotDisturbEachOther() throws Exception {
        Provider provider = provider();
        Bytes expected = bodyOf(provider, answered());
        List<Future<Bytes>> bodies = new ArrayList<>();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int call = 0; call < AT_ONCE; call++) {
                bodies.add(threads.submit(() -> bodyOf(provider, answered())));
            }
        }

        for (Future<Bytes> body : bodies) {
            assertThat(body.get(10, SECONDS)).isEqualTo(expected);
        }
    }

    @Test
    void anInterruptedReaderEndsAtOnceAndStaysInterrupted() throws Exception {
        try (Answer answer = provider().exchange(stalled())) {
            CompletableFuture<Boolean> outcome = new CompletableFuture<>();
            Thread pulling = Thread.ofVirtual().start(() -> {
                try {
                    pullInto(new ArrayList<>(), answer);
                    outcome.completeExceptionally(new AssertionError("The body ended."));
                } catch (FailedCall failed) {
                    outcome.complete(Thread.currentThread().isInterrupted());
                }
            });
            awaitStall(pulling);

            pulling.interrupt();

            assertThat(outcome.get(10, SECONDS)).isTrue();
        }
    }

    @Test
    void theDeadlineEndsACallThatIsNotAnsweredAndNamesItsSetting() {
        Call call = stalled().attempt(Deadline.in(SHORT, time()));

        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> bodyOf(provider(), call))
                .withMessageContaining("retry.total-timeout")
                .withMessageContaining("provider." + call.request().provider())
                .satisfies(failed -> assertThat(failed.failure())
                        .isInstanceOfSatisfying(
                                Failure.TimedOut.class,
                                timedOut -> assertThat(timedOut.phase()).isEqualTo(Failure.TimedOut.Phase.TOTAL)));
    }

    @Test
    void aDeadlineThatIsFarAwayChangesNothing() {
        Bytes expected = bodyOf(provider(), answered());

        Bytes body = bodyOf(provider(), answered().attempt(Deadline.none(time())));

        assertThat(body).isEqualTo(expected);
    }

    @Test
    void aStreamThatHasBegunOutlivesTheDeadline() {
        VirtualTime time = new VirtualTime();
        Call call = slowStream().attempt(Deadline.in(LONG, time));
        try (Answer answer = provider(time).exchange(call)) {
            answer.next();
            answer.begun();
            time.advance(LONG.multipliedBy(2));

            List<Chunk> rest = chunks(answer);

            assertThat(rest).isNotEmpty();
        }
    }

    @Test
    void aStreamWhoseContentHasNotBegunIsEndedByTheDeadline() {
        VirtualTime time = new VirtualTime();
        Call call = slowStream().attempt(Deadline.in(LONG, time));
        try (Answer answer = provider(time).exchange(call)) {
            answer.next();
            time.advance(LONG.multipliedBy(2));

            assertThatExceptionOfType(FailedCall.class)
                    .isThrownBy(() -> chunks(answer))
                    .satisfies(failed -> assertThat(failed.failure()).isInstanceOf(Failure.TimedOut.class));
        }
    }

    @Test
    void waitingForAChunkTakesNothing() {
        try (Answer answer = provider().exchange(streamed())) {
            List<Bytes> chunks = new ArrayList<>();
            boolean more = true;
            while (more) {
                assertThat(answer.arrives(LONG)).isTrue();
                assertThat(answer.arrives(Duration.ZERO)).isTrue();
                Optional<Chunk> next = answer.next();
                next.ifPresent(chunk -> chunks.add(chunk.bytes()));
                more = next.isPresent();
            }

            assertThat(Bytes.concat(chunks)).isEqualTo(bodyOf(provider(), streamed()));
            assertThat(answer.arrives(Duration.ZERO)).isTrue();
        }
    }

    @Test
    void nothingArrivesWhileAnAnswerStalls() {
        try (Answer answer = provider().exchange(stalled())) {
            int pulled = 0;
            while (answer.arrives(SHORT)) {
                answer.next();
                assertThat(++pulled).isLessThan(100);
            }
        }
    }

    @Test
    void whatBreaksAnAnswerArrivesToo() {
        try (Answer answer = provider().exchange(stalled())) {
            answer.cancel();

            assertThatExceptionOfType(FailedCall.class).isThrownBy(() -> {
                while (answer.arrives(SHORT)) {
                    answer.next();
                }
            });
        }
    }

    @Test
    void theDeadlineArrivesLikeAChunk() {
        Call call = stalled().attempt(Deadline.in(SHORT, time()));

        assertThatExceptionOfType(FailedCall.class).isThrownBy(() -> {
            try (Answer answer = provider().exchange(call)) {
                while (answer.arrives(LONG)) {
                    answer.next();
                }
            }
        });
    }

    /** The whole body of the answer to a call. */
    protected static Bytes bodyOf(Provider provider, Call call) {
        try (Answer answer = provider.exchange(call)) {
            return body(answer);
        }
    }

    /** What is left of a body. */
    protected static Bytes body(Answer answer) {
        return Chunk.joined(chunks(answer));
    }

    /** The chunks that are left. */
    protected static List<Chunk> chunks(Answer answer) {
        List<Chunk> chunks = new ArrayList<>();
        pullInto(chunks, answer);
        return chunks;
    }

    private static void pullInto(List<Chunk> chunks, Answer answer) {
        Optional<Chunk> next = answer.next();
        while (next.isPresent()) {
            chunks.add(next.get());
            next = answer.next();
        }
    }

    private static void awaitStall(Thread thread) {
        long patience = System.nanoTime() + SECONDS.toNanos(10);
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(System.nanoTime()).as("The stream never stalled.").isLessThan(patience);
            Thread.onSpinWait();
        }
    }
}
