package dev.tapedeck.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.ScriptedAnswer;
import dev.tapedeck.exchange.Terms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Streams are retried until their first content, and never after. */
final class HeldBackStreamTest {
    private static final Failure.Reset RESET = new Failure.Reset("cut");
    private static final ScriptedAnswer GOOD =
            ScriptedAnswer.events().chunk("ping").chunk("content").chunk("more");

    private final Resilient resilient = new Resilient();

    @Test
    void aStreamThatBreaksBeforeItsContentIsRetried() {
        resilient
                .provider
                .thenAnswer(ScriptedAnswer.events().chunk("ping").breakWith(RESET))
                .thenAnswer(GOOD);

        try (Answer answer = resilient.retrier.exchange(Resilient.call())) {
            assertThat(pieces(answer)).containsExactly("ping", "content", "more");
            assertThat(answer.provenance().attempts()).isEqualTo(2);
        }
        assertThat(resilient.healths()).containsExactly(Health.FAILURE, Health.SUCCESS);
    }

    @Test
    void aStreamThatBeginsWithAnErrorIsRetried() {
        resilient
                .provider
                .thenAnswer(ScriptedAnswer.events().chunk("ping").chunk("error"))
                .thenAnswer(GOOD);

        try (Answer answer = resilient.retrier.exchange(Resilient.call())) {
            assertThat(pieces(answer)).containsExactly("ping", "content", "more");
        }
        assertThat(resilient.healths()).containsExactly(Health.FAILURE, Health.SUCCESS);
    }

    @Test
    void whatBreaksAfterTheFirstContentIsPassedOnAndCounts() {
        resilient.provider.thenAnswer(
                ScriptedAnswer.events().chunk("ping").chunk("content").breakWith(RESET));

        try (Answer answer = resilient.retrier.exchange(Resilient.call())) {
            assertThat(List.of(answer.next(), answer.next())).allMatch(Optional::isPresent);
            assertThatExceptionOfType(FailedCall.class).isThrownBy(answer::next).satisfies(failed -> {
                assertThat(failed.failure()).isEqualTo(RESET);
            });
        }
        assertThat(resilient.provider.received()).hasSize(1);
        assertThat(resilient.healths()).containsExactly(Health.FAILURE);
    }

    @Test
    void theLastStreamIsPassedOnAsItCame() {
        ScriptedAnswer dying = ScriptedAnswer.events().chunk("ping").chunk("error");
        resilient.provider.thenAnswer(dying).thenAnswer(dying).thenAnswer(dying);

        try (Answer answer = resilient.retrier.exchange(Resilient.call())) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(pieces(answer)).containsExactly("ping", "error");
            assertThat(answer.provenance().attempts()).isEqualTo(3);
        }
        assertThat(resilient.healths()).containsExactly(Health.FAILURE, Health.FAILURE, Health.FAILURE);
        assertThat(resilient.circuit().state()).isEqualTo(CircuitSnapshot.State.OPEN);
        assertThat(resilient.told()).contains("retry.exhausted");
    }

    @Test
    void aBreakInTheLastStreamComesAfterWhatWasThere() {
        ScriptedAnswer broken = ScriptedAnswer.events().chunk("ping").breakWith(RESET);
        resilient.provider.thenAnswer(broken).thenAnswer(broken).thenAnswer(broken);

        try (Answer answer = resilient.retrier.exchange(Resilient.call())) {
            assertThat(answer.next().map(chunk -> chunk.bytes().text())).contains("ping");
            assertThatExceptionOfType(FailedCall.class)
                    .isThrownBy(answer::next)
                    .satisfies(
                            failed -> assertThat(failed.provenance().attempts()).isEqualTo(3));
        }
    }

    @Test
    void nothingIsHeldBackForLongerThanTwoSeconds() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        resilient.provider.thenAnswer(ScriptedAnswer.events()
                .chunk("ping")
                .chunk(Duration.ofSeconds(2), Bytes.utf8("ping"))
                .chunk(Duration.ofMillis(2_001), Bytes.utf8("ping"))
                .waitFor(gate));

        try (Answer answer = resilient.retrier.exchange(Resilient.call())) {
            assertThat(resilient.provider.given().getFirst().pulled()).isEqualTo(2);
            assertThat(answer.next()).isPresent();
        }
    }

    @Test
    void noMoreIsHeldBackThanSixtyFourKibibytes() {
        Bytes kibibyte = Bytes.utf8("ping" + " ".repeat(1_020));
        ScriptedAnswer pings = ScriptedAnswer.events();
        for (int i = 0; i < 70; i++) {
            pings = pings.chunk(Duration.ZERO, kibibyte);
        }
        resilient.provider.thenAnswer(pings);

        try (Answer answer = resilient.retrier.exchange(Resilient.call())) {
            assertThat(resilient.provider.given().getFirst().pulled()).isEqualTo(64);
            assertThat(pieces(answer)).hasSize(70);
        }
    }

    @Test
    void aStreamOfACallThatIsMadeOnceIsNotHeldBack() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        resilient.provider.thenAnswer(ScriptedAnswer.events().chunk("ping").waitFor(gate));

        try (Answer answer = resilient.retrier.exchange(Resilient.call(Terms.of(Effect.EFFECT)))) {
            assertThat(resilient.provider.given().getFirst().pulled()).isZero();
            assertThat(answer.next()).isPresent();
        }
    }

    @Test
    void aStreamThatDiesCountsAlsoWhereItIsNotHeldBack() {
        resilient.provider.thenAnswer(ScriptedAnswer.events().chunk("ping").chunk("error"));

        try (Answer answer = resilient.retrier.exchange(Resilient.call(Terms.of(Effect.EFFECT)))) {
            assertThat(pieces(answer)).containsExactly("ping", "error");
        }

        assertThat(resilient.healths()).containsExactly(Health.FAILURE);
    }

    @Test
    void theTotalTimeoutHoldsUntilTheContentBegins() {
        resilient.provider.thenAnswer(GOOD);

        try (Answer answer = resilient.retrier.exchange(Resilient.call(Terms.of(Effect.EFFECT)))) {
            answer.next();
            assertThat(resilient.provider.given().getFirst().hasBegun()).isFalse();
            answer.next();
            assertThat(resilient.provider.given().getFirst().hasBegun()).isTrue();
        }
    }

    @Test
    void aFailureThatGoesOnForEverIsPassedOnAfterTwoSeconds() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        resilient.provider.thenAnswer(
                ScriptedAnswer.events().chunk("ping").chunk("error").waitFor(gate));

        try (Answer answer = resilient.retrier.exchange(Resilient.call())) {
            assertThat(answer.next().map(chunk -> chunk.bytes().text())).contains("ping");
            assertThat(answer.provenance().attempts()).isEqualTo(1);
        }
        assertThat(resilient.told()).containsExactly("retry.exhausted");
    }

    @Test
    void aClientThatLeavesSaysNothingAboutTheService() {
        resilient.provider.thenAnswer(GOOD);

        try (Answer answer = resilient.retrier.exchange(Resilient.call())) {
            answer.next();
            answer.cancel();
            answer.next();
            assertThatExceptionOfType(FailedCall.class).isThrownBy(answer::next);
        }

        assertThat(resilient.healths()).containsExactly(Health.NEUTRAL);
        assertThat(resilient.circuit().failures()).isZero();
    }

    private static List<String> pieces(Answer answer) {
        List<String> pieces = new ArrayList<>();
        for (Optional<Chunk> chunk = answer.next(); chunk.isPresent(); chunk = answer.next()) {
            pieces.add(chunk.get().bytes().text());
        }
        return pieces;
    }
}
