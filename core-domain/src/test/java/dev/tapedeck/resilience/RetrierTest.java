package dev.tapedeck.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tapedeck.cassette.Examples;
import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Cancellation;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.Deadline;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ScriptedAnswer;
import dev.tapedeck.exchange.Terms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** What is made again, when, and what comes of it. */
final class RetrierTest {
    private static final Failure.Reset RESET = new Failure.Reset("cut");
    private static final ScriptedAnswer OVERLOADED = ScriptedAnswer.json(529, "{\"n\":1}");

    private final Resilient resilient = new Resilient();

    @Test
    void aCallThatSucceedsIsMadeOnce() {
        resilient.provider.thenAnswer("{}");

        Read read = made(Resilient.call());

        assertThat(read).isEqualTo(new Read(200, "{}", 1));
        assertThat(resilient.told()).isEmpty();
        assertThat(resilient.circuit().counts()).isEqualTo(new CircuitSnapshot.Counts(1, 1, 0, 0));
    }

    @Test
    void aFailureIsFollowedByAnotherAttemptAfterItsWait() {
        resilient.provider.thenAnswer(OVERLOADED).thenFail(RESET).thenAnswer("{}");

        Read read = made(Resilient.call());

        assertThat(read).isEqualTo(new Read(200, "{}", 3));
        assertThat(resilient.time.pauses()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
        assertThat(resilient.told()).containsExactly("retry.scheduled", "retry.scheduled");
    }

    @Test
    void theLastFailureIsPassedOnAsTheProviderGaveIt() {
        resilient.provider.thenAnswer(OVERLOADED).thenFail(RESET).thenAnswer(ScriptedAnswer.json(503, "{\"n\":3}"));

        Read read = made(Resilient.call());

        assertThat(read).isEqualTo(new Read(503, "{\"n\":3}", 3));
        assertThat(resilient.told())
                .containsExactly("retry.scheduled", "retry.scheduled", "circuit.opened", "retry.exhausted");
    }

    @Test
    void aLastFailureWithoutAnAnswerTellsItsAttempts() {
        resilient.provider.thenAnswer(OVERLOADED).thenFail(RESET).thenFail(RESET);

        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> made(Resilient.call()))
                .satisfies(failed -> {
                    assertThat(failed.failure()).isEqualTo(RESET);
                    assertThat(failed.provenance().attempts()).isEqualTo(3);
                });
    }

    @Test
    void whatWouldFailInTheSameWayIsPassedOnAtOnce() {
        resilient.provider.thenAnswer(ScriptedAnswer.json(400, "{}"));

        Read read = made(Resilient.call());

        assertThat(read).isEqualTo(new Read(400, "{}", 1));
        assertThat(resilient.told()).isEmpty();
        assertThat(resilient.healths()).containsExactly(Health.NEUTRAL);
    }

    @Test
    void anEffectIsMadeExactlyOnceAndStillUnderTheCircuit() {
        resilient.provider.thenAnswer(OVERLOADED);

        Read read = made(Resilient.call(Terms.of(Effect.EFFECT)));

        assertThat(read).isEqualTo(new Read(529, "{\"n\":1}", 1));
        assertThat(resilient.circuit().failures()).isEqualTo(1);
    }

    @Test
    void aCallThatSomebodyFurtherOutRetriesIsMadeOnce() {
        resilient.provider.thenAnswer(OVERLOADED);

        assertThat(made(Resilient.call(Terms.of(Effect.SAFE).once())).attempts())
                .isEqualTo(1);
    }

    @Test
    void aCallOfTheBatchApiIsMadeUnderItsOwnCircuit() {
        resilient.provider.thenAnswer(OVERLOADED).thenAnswer("{}");
        Call poll = Resilient.call(Terms.of(Effect.SAFE)).asking(Resilient.get("/v1/batches/b1"));

        Read read = made(poll);

        assertThat(read.attempts()).isEqualTo(2);
        assertThat(resilient
                        .service()
                        .circuit(Optional.empty())
                        .snapshot()
                        .counts()
                        .calls())
                .isZero();
        assertThat(resilient.services.find(ServiceName.batchApi(new ProviderName("openai"))))
                .hasValueSatisfying(batches -> assertThat(batches.circuit(Optional.empty())
                                .snapshot()
                                .counts()
                                .calls())
                        .isEqualTo(2));
    }

    @Test
    void aCallThatSendsAFileIsMadeOnceAndTheFileGoesWithIt() {
        resilient.provider.thenAnswer(OVERLOADED);
        Path file = Path.of("batch.jsonl");

        Read read = made(Call.uploading(file, Resilient.get("/v1/files"), Lane.MAIN));

        assertThat(read).isEqualTo(new Read(529, "{\"n\":1}", 1));
        assertThat(resilient.provider.received().getFirst().upload()).contains(file);
    }

    @Test
    void onlyAnEffectWithoutAnotherBodySendsAFile() {
        Optional<Path> file = Optional.of(Path.of("batch.jsonl"));
        Call safe = Resilient.call();
        Call withBody = Resilient.call(Terms.of(Effect.EFFECT));

        assertThatIllegalArgumentException().isThrownBy(() -> sending(file, safe));
        assertThatIllegalArgumentException().isThrownBy(() -> sending(file, withBody));
    }

    private static Call sending(Optional<Path> file, Call call) {
        return new Call(
                call.request(),
                call.lane(),
                call.terms(),
                call.cancellation(),
                call.deadline(),
                Optional.empty(),
                file);
    }

    @Test
    void anInnerRetrierMakesEachAttemptOnceOverAnAsynchronousHopToo() throws Exception {
        resilient.provider.thenAnswer(OVERLOADED).thenAnswer(OVERLOADED).thenAnswer("{}");
        Resilient outer = new Resilient();
        try (ExecutorService elsewhere = Executors.newSingleThreadExecutor()) {
            Retrier outermost = outer.before(
                    call -> CompletableFuture.supplyAsync(() -> resilient.retrier.exchange(call), elsewhere)
                            .join());

            Read read = read(outermost.exchange(Resilient.call()));

            assertThat(read.attempts()).isEqualTo(3);
            assertThat(resilient.provider.received()).hasSize(3);
            assertThat(resilient.told()).isEmpty();
        }
    }

    @Test
    void aBodyThatIsTooLargeToBeKeptIsSentOnce() {
        resilient.provider.thenAnswer(OVERLOADED);

        Read read = made(Resilient.call(Bytes.wrap(new byte[Retrier.LARGEST_BODY + 1])));

        assertThat(read.attempts()).isEqualTo(1);
    }

    @Test
    void theWaitThatTheProviderAsksForIsKept() {
        resilient.provider.thenAnswer(refusal("7")).thenAnswer("{}");

        Read read = made(Resilient.call());

        assertThat(read.attempts()).isEqualTo(2);
        assertThat(resilient.time.pauses()).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void whoHasWaitedAsAskedIsNotRefusedBecauseThePauseEndsAMomentLater() {
        resilient.provider.thenAnswer(refusal("7")).thenAnswer("{}");
        Retrier retrier = resilient.before(call -> {
            resilient
                    .service()
                    .circuit(Optional.empty())
                    .pauseUntil(resilient.time.now().plusMillis(7_040));
            return resilient.provider.exchange(call);
        });

        Read read = read(retrier.exchange(Resilient.call()));

        assertThat(read.status()).isEqualTo(200);
        assertThat(resilient.time.pauses()).containsExactly(Duration.ofSeconds(7), Duration.ofMillis(40));
    }

    @Test
    void aWaitThatDoesNotFitIsNotBegunAndTheFailureSaysHowLong() {
        resilient.provider.thenAnswer(refusal("31"));

        try (Answer answer = resilient.retrier.exchange(Resilient.call())) {
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.headers().first("retry-after")).contains("31");
        }

        assertThat(resilient.time.pauses()).isEmpty();
        assertThat(resilient.events)
                .anyMatch(event -> event instanceof ResilienceEvent.RetryExhausted exhausted
                        && exhausted.reason() == Verdict.Reason.TIME);
    }

    @Test
    void theDeadlineOfAllAttemptsTogetherTravelsWithTheCall() {
        resilient.provider.thenAnswer(OVERLOADED).thenAnswer("{}");

        made(Resilient.call());

        assertThat(resilient.provider.received())
                .extracting(call -> call.deadline().orElseThrow().nanos())
                .containsOnly(Duration.ofSeconds(30).toNanos());
    }

    @Test
    void aDeadlineThatTheCallBringsCanOnlyBeEarlier() {
        resilient.provider.thenAnswer("{}").thenAnswer("{}");

        made(Resilient.call().attempt(new Deadline(Duration.ofSeconds(5).toNanos())));
        made(Resilient.call().attempt(new Deadline(Duration.ofHours(1).toNanos())));

        assertThat(resilient.provider.received())
                .extracting(call -> call.deadline().orElseThrow().nanos())
                .containsExactly(
                        Duration.ofSeconds(5).toNanos(), Duration.ofSeconds(30).toNanos());
    }

    @Test
    void aRateLimitPausesTheServiceForAllUntilThen() {
        resilient.provider.thenAnswer(refusal("31"));
        made(Resilient.call());

        assertThat(resilient.circuit().pausedUntil())
                .contains(resilient.time.now().plusSeconds(31));
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> made(Resilient.call()))
                .satisfies(failed -> {
                    assertThat(failed.failure()).isInstanceOf(Failure.CircuitOpen.class);
                    assertThat(failed.provenance().attempts()).isZero();
                });
        assertThat(resilient.provider.received()).hasSize(1);
    }

    @Test
    void whenTheCircuitOpensMeanwhileTheProvidersFailureIsPassedOn() {
        resilient.provider.thenAnswer(OVERLOADED).thenAnswer(OVERLOADED);
        made(Resilient.call(Terms.of(Effect.EFFECT)));
        made(Resilient.call(Terms.of(Effect.EFFECT)));
        resilient.provider.thenAnswer(ScriptedAnswer.json(503, "{\"n\":3}"));

        Read read = made(Resilient.call());

        assertThat(read).isEqualTo(new Read(503, "{\"n\":3}", 1));
        assertThat(resilient.circuit().state()).isEqualTo(CircuitSnapshot.State.OPEN);
    }

    @Test
    void retriesArePaidFromTheBudget() {
        IntFunction<Read> call = any -> {
            resilient.provider.thenAnswer(OVERLOADED).thenAnswer("{}");
            return made(Resilient.call());
        };
        resilient.service().budget().announced();
        resilient.service().budget().announced();
        resilient.service().budget().announced();
        resilient.service().budget().announced();

        List<Integer> attempts = List.of(call.apply(1).attempts(), call.apply(2).attempts());

        assertThat(attempts).containsExactly(2, 1);
        assertThat(resilient.events)
                .anyMatch(event -> event instanceof ResilienceEvent.RetryExhausted exhausted
                        && exhausted.reason() == Verdict.Reason.BUDGET);
    }

    @Test
    void retriesThatClientsAnnounceAreChargedToo() {
        double before = resilient.service().budget().balance().balance();
        resilient.provider.thenAnswer("{}");

        made(Resilient.call(new Terms(Effect.SAFE, false, true, false)));

        assertThat(resilient.service().budget().balance().balance()).isEqualTo(before - 1);
    }

    @Test
    void aClientThatLeavesEndsTheWaiting() {
        resilient.provider.thenAnswer(OVERLOADED);
        Thread.currentThread().interrupt();
        try {
            Read read = made(Resilient.call());

            assertThat(read.attempts()).isEqualTo(1);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void afterAClientThatHasLeftNothingIsTriedAgain() {
        Cancellation cancellation = new Cancellation();
        Call call = new Call(Examples.chat("hello"), Lane.MAIN, Terms.of(Effect.SAFE), cancellation);
        double before = resilient.service().budget().balance().balance();
        Retrier retrier = resilient.before(attempt -> {
            cancellation.cancel();
            return resilient.provider.thenAnswer(OVERLOADED).exchange(attempt);
        });

        Read read = read(retrier.exchange(call));

        assertThat(read).isEqualTo(new Read(529, "{\"n\":1}", 1));
        assertThat(resilient.time.pauses()).isEmpty();
        assertThat(resilient.service().budget().balance().balance()).isEqualTo(before);
    }

    @Test
    void whatTheCircuitRefusesIsNeitherPaidForNorCounted() {
        resilient.service().circuit(Optional.empty()).open("test");

        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> made(Resilient.call(new Terms(Effect.SAFE, false, true, false))));

        assertThat(resilient.service().budget().balance()).isEqualTo(new RetryBudget.Balance(5, 1));
    }

    @Test
    void aRetryThatTheCircuitRefusesIsGivenBack() {
        resilient.provider.thenAnswer(OVERLOADED).thenAnswer(OVERLOADED).thenAnswer(OVERLOADED);
        made(Resilient.call(Terms.of(Effect.EFFECT)));
        made(Resilient.call(Terms.of(Effect.EFFECT)));

        made(Resilient.call());

        assertThat(resilient.service().budget().balance()).isEqualTo(new RetryBudget.Balance(5, 1));
        assertThat(resilient.told())
                .containsExactly("circuit.opened", "retry.scheduled", "circuit.rejected", "retry.exhausted");
    }

    @Test
    void aListenerThatThrowsDoesNoHarm() {
        resilient.provider.thenAnswer(OVERLOADED).thenAnswer("{}");
        Retrier retrier = resilient.before(resilient.provider, event -> {
            throw new IllegalStateException("the listener's own fault");
        });

        Read read = read(retrier.exchange(Resilient.call()));

        assertThat(read).isEqualTo(new Read(200, "{}", 2));
        assertThat(resilient.circuit().counts()).isEqualTo(new CircuitSnapshot.Counts(2, 1, 1, 0));
    }

    @Test
    void aFailureThatIsTooLargeToBeKeptIsPassedOnWhole() {
        String half = "x".repeat(600_000);
        resilient.provider.thenAnswer(
                new ScriptedAnswer(503, Headers.NONE, List.of()).chunk(half).chunk(half));

        Read read = made(Resilient.call());

        assertThat(read).isEqualTo(new Read(503, half + half, 1));
    }

    @Test
    void noConnectionIsHeldWhileTheNextAttemptWaits() {
        resilient.provider.thenAnswer(OVERLOADED).thenAnswer("{}");

        made(Resilient.call());

        assertThat(resilient.provider.given().getFirst().isClosed()).isTrue();
    }

    @Test
    void aChangedPolicyHoldsFromTheNextCallOn() {
        resilient.provider.thenAnswer(OVERLOADED).thenAnswer("{}").thenAnswer(OVERLOADED);
        int before = made(Resilient.call()).attempts();

        resilient.policy = new ServicePolicy(
                new RetrySettings(1, Duration.ZERO, Duration.ZERO, Backoff.NONE, Duration.ofSeconds(30)),
                resilient.policy.budget(),
                resilient.policy.circuit());

        assertThat(List.of(before, made(Resilient.call()).attempts())).containsExactly(2, 1);
    }

    @Test
    void whatIsNoFailureOfTheProviderIsNeitherRetriedNorHeldAgainstIt() {
        Failure.Invalid invalid = new Failure.Invalid("header", "no such header");
        resilient.provider.thenFail(invalid);

        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> made(Resilient.call()))
                .extracting(FailedCall::failure)
                .isEqualTo(invalid);
        assertThat(resilient.healths()).containsExactly(Health.NEUTRAL);
    }

    @Test
    void anErrorOfTheProgramGivesThePermitBack() {
        Resilient broken = new Resilient();
        Retrier retrier = broken.before(call -> {
            throw new StackOverflowError();
        });

        assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> retrier.exchange(Resilient.call()));

        assertThat(broken.healths()).containsExactly(Health.NEUTRAL);
    }

    /** What a client sees. */
    private record Read(int status, String body, int attempts) {}

    private Read made(Call call) {
        return read(resilient.retrier.exchange(call));
    }

    private static Read read(Answer answer) {
        try (answer) {
            List<Chunk> chunks = new ArrayList<>();
            for (Optional<Chunk> chunk = answer.next(); chunk.isPresent(); chunk = answer.next()) {
                chunks.add(chunk.get());
            }
            return new Read(
                    answer.status(),
                    chunks.isEmpty() ? "" : Chunk.joined(chunks).text(),
                    answer.provenance().attempts());
        }
    }

    private static ScriptedAnswer refusal(String retryAfter) {
        return new ScriptedAnswer(429, Headers.of("retry-after", retryAfter), List.of()).chunk("{}");
    }
}
