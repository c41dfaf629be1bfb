package dev.tapedeck.exchange;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What every {@link Time} promises. */
public abstract class TimeContract {
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofHours(1);

    protected abstract Time time();

    @Test
    void aPauseLastsAtLeastAsLongAsAsked() {
        Time time = time();
        long before = time.nanos();

        time.pause(SHORT);

        assertThat(time.nanos() - before).isGreaterThanOrEqualTo(SHORT.toNanos());
    }

    @Test
    void theTimeOfDayPassesDuringAPause() {
        Time time = time();
        Instant before = time.now();

        time.pause(SHORT);

        assertThat(time.now()).isAfter(before);
    }

    @Test
    void nanosNeverGoBack() {
        Time time = time();
        long last = time.nanos();

        for (int reading = 0; reading < 1_000; reading++) {
            long now = time.nanos();
            assertThat(now - last).isNotNegative();
            last = now;
        }
    }

    @Test
    void aWaitThatIsNotPositiveEndsAtOnceAndKeepsTheInterruptFlag() {
        Thread.currentThread().interrupt();

        time().pause(Duration.ZERO);
        time().pause(LONG.negated());

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anInterruptedThreadDoesNotPauseAndStaysInterrupted() {
        Time time = time();
        long before = time.nanos();
        Thread.currentThread().interrupt();

        time.pause(LONG);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(time.nanos() - before).isLessThan(LONG.toNanos());
    }

    @Test
    void anInterruptEndsAPauseEarlyAndCanStillBeSeen() throws Exception {
        Time time = time();
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        Thread pausing = Thread.ofVirtual().start(() -> {
            started.countDown();
            while (!Thread.currentThread().isInterrupted()) {
                time.pause(LONG);
            }
            flag.complete(Thread.currentThread().isInterrupted());
        });
        assertThat(started.await(10, SECONDS)).isTrue();

        pausing.interrupt();

        assertThat(flag.get(10, SECONDS)).isTrue();
    }
}
