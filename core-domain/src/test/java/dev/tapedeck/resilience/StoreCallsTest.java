package dev.tapedeck.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A store that is down for a while. */
final class StoreCallsTest {
    private static final FailedCall DOWN =
            FailedCall.rejected(new Failure.StoreDown("The database doesn't answer.", Optional.empty()));
    private static final FailedCall UNKNOWN =
            FailedCall.rejected(new Failure.Unknown(Failure.Unknown.Kind.CASSETTE, "no such cassette"));

    private final Resilient resilient = new Resilient();
    private final StoreCalls calls = resilient.storeCalls();
    private final AtomicInteger made = new AtomicInteger();

    @Test
    void aReadIsMadeAgainUntilItSucceeds() {
        String read = calls.read("find", deeds(DOWN, DOWN));

        assertThat(read).isEqualTo("done");
        assertThat(made).hasValue(3);
        assertThat(resilient.time.pauses()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
        assertThat(resilient.told()).containsExactly("retry.scheduled", "retry.scheduled");
    }

    @Test
    void aReadThatStaysInVainFailsAsTheStoreDid() {
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> calls.read("find", deeds(DOWN, DOWN, DOWN, DOWN)))
                .isSameAs(DOWN);
        assertThat(made).hasValue(3);
    }

    @Test
    void whatTheStoreAnswersIsNoReasonToAskAgain() {
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> calls.read("find", deeds(UNKNOWN)))
                .isSameAs(UNKNOWN);
        assertThat(made).hasValue(1);
    }

    @Test
    void whatWasBegunIsEndedAlsoWhileTheCircuitIsOpen() {
        resilient
                .services
                .of(ServiceName.CASSETTE_STORE)
                .circuit(Optional.empty())
                .open("test");

        Supplier<String> finish = deeds(DOWN);
        List<String> ended = new ArrayList<>();
        calls.end("finish", () -> ended.add(finish.get()));

        assertThat(ended).containsExactly("done");
        assertThat(made).hasValue(2);
    }

    @Test
    void aReadIsRefusedAtOnceWhileTheCircuitIsOpen() {
        resilient
                .services
                .of(ServiceName.CASSETTE_STORE)
                .circuit(Optional.empty())
                .open("test");

        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> calls.read("find", deeds()))
                .withMessageContaining("opened by hand");
        assertThat(made).hasValue(0);
        assertThat(resilient.time.pauses()).isEmpty();
    }

    @Test
    void aChangeIsMadeOnce() {
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> calls.change(deeds(DOWN)))
                .isSameAs(DOWN);
        assertThat(made).hasValue(1);
    }

    @Test
    void whileTheStoreIsKnownToBeDownNobodyWaitsForIt() {
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(FailedCall.class).isThrownBy(() -> calls.change(deeds(DOWN)));
        }

        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> calls.change(deeds()))
                .extracting(FailedCall::failure)
                .isInstanceOfSatisfying(Failure.StoreDown.class, down -> {
                    assertThat(down.message()).contains("'cassette-store' is open");
                    assertThat(down.retryAfter()).contains(Duration.ofSeconds(30));
                });
        assertThat(made).hasValue(3);
    }

    @Test
    void whatTheStoreAnswersSaysNothingAboutItsHealth() {
        for (int i = 0; i < 10; i++) {
            assertThatExceptionOfType(FailedCall.class).isThrownBy(() -> calls.change(deeds(UNKNOWN)));
        }

        assertThat(calls.<String>change(deeds())).isEqualTo("done");
    }

    /** Fails so often in these ways, and then succeeds. */
    private Supplier<String> deeds(FailedCall... failures) {
        Queue<FailedCall> left = new ArrayDeque<>(List.of(failures));
        return () -> {
            made.incrementAndGet();
            FailedCall failure = left.poll();
            if (failure != null) {
                throw failure;
            }
            return "done";
        };
    }
}
