package dev.tapedeck.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tapedeck.exchange.VirtualTime;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RetryBudgetTest {
    private final VirtualTime time = new VirtualTime();
    private BudgetSettings settings = new BudgetSettings(0.2, 0, Duration.ofSeconds(10));
    private final RetryBudget budget = new RetryBudget(() -> settings, time);

    @Test
    void fiveCallsPayForOneRetry() {
        called(4);
        assertThat(budget.withdraw()).isFalse();

        called(1);

        assertThat(budget.withdraw()).isTrue();
        assertThat(budget.withdraw()).isFalse();
    }

    @Test
    void tenthsOfATokenAddUpExactly() {
        settings = new BudgetSettings(0.1, 0, Duration.ofSeconds(10));

        called(10);

        assertThat(budget.withdraw()).isTrue();
    }

    @Test
    void withoutRatioAndFlowThereAreNoRetries() {
        settings = new BudgetSettings(0, 0, Duration.ofSeconds(10));

        called(1_000);

        assertThat(budget.withdraw()).isFalse();
    }

    @Test
    void soManyAMinuteAreAlwaysPaidFor() {
        settings = new BudgetSettings(0, 10, Duration.ofSeconds(10));
        spend();

        long retries = IntStream.range(0, 600)
                .filter(tenth -> {
                    time.advance(Duration.ofMillis(100));
                    return budget.withdraw();
                })
                .count();

        assertThat(retries).isEqualTo(10);
    }

    @Test
    void aServiceThatIsCalledRarelyCanStillBeRetried() {
        settings = BudgetSettings.DEFAULT;

        called(1);

        assertThat(IntStream.range(0, 20).filter(any -> budget.withdraw()).count())
                .isEqualTo(10);
    }

    @Test
    void aFlowTooSmallForTheMemoryStillAddsUpToOne() {
        settings = new BudgetSettings(0, 1, Duration.ofSeconds(1));
        assertThat(budget.withdraw()).isTrue();
        time.advance(Duration.ofSeconds(59));
        assertThat(budget.withdraw()).isFalse();

        time.advance(Duration.ofSeconds(1));

        assertThat(budget.withdraw()).isTrue();
    }

    @Test
    void theFlowIsNotLostBetweenCallsThatAreClose() {
        settings = new BudgetSettings(0, 10, Duration.ofSeconds(10));
        spend();
        double before = budget.balance().balance();

        IntStream.range(0, 6_000).forEach(any -> {
            time.advance(Duration.ofNanos(1_000));
            budget.called();
        });

        assertThat(budget.balance().balance() - before).isCloseTo(0.001, within(1e-9));
    }

    @Test
    void whatCallsPutInIsGoneAfterTheMemory() {
        called(100);
        time.advance(Duration.ofSeconds(9));
        assertThat(budget.balance().balance()).isEqualTo(20);

        time.advance(Duration.ofSeconds(1));

        assertThat(budget.balance().balance()).isZero();
    }

    @Test
    void anHourOfIdlenessSavesNoMoreThanAMinutesFlow() {
        settings = BudgetSettings.DEFAULT;

        time.advance(Duration.ofHours(1));

        assertThat(budget.balance().balance()).isEqualTo(10);
    }

    @Test
    void anAnnouncedRetryPaysEvenIntoDebt() {
        budget.announced();

        assertThat(budget.balance().balance()).isEqualTo(-1);
        called(9);
        assertThat(budget.withdraw()).isFalse();
        called(1);
        assertThat(budget.withdraw()).isTrue();
    }

    @Test
    void theDebtIsBounded() {
        settings = new BudgetSettings(0.2, 60, Duration.ofSeconds(10));
        spend();

        IntStream.range(0, 1_000).forEach(any -> budget.announced());

        assertThat(budget.balance().balance()).isEqualTo(-10);
        time.advance(Duration.ofSeconds(10));
        assertThat(budget.balance().balance()).isZero();
    }

    @Test
    void amplificationIsAttemptsForEachCall() {
        called(10);
        budget.withdraw();
        budget.announced();

        assertThat(budget.balance().amplification()).isEqualTo(1.2);
    }

    @Test
    void amplificationIsOneWithoutRetries() {
        assertThat(budget.balance().amplification()).isEqualTo(1.0);

        called(10);

        assertThat(budget.balance().amplification()).isEqualTo(1.0);
    }

    @Test
    void amplificationForgetsWhatIsOlderThanTheMemory() {
        called(10);
        budget.withdraw();

        time.advance(Duration.ofSeconds(10));

        assertThat(budget.balance().amplification()).isEqualTo(1.0);
    }

    @Test
    void aChangedPolicyHoldsAtOnce() {
        called(100);

        settings = new BudgetSettings(0.1, 0, Duration.ofSeconds(10));

        assertThat(budget.balance().balance()).isEqualTo(10);
    }

    @Test
    void aChangedMemoryStartsAnew() {
        called(100);

        settings = new BudgetSettings(0.2, 0, Duration.ofSeconds(20));

        assertThat(budget.balance().balance()).isZero();
    }

    /** All that there is. */
    private void spend() {
        while (budget.withdraw()) {}
    }

    private void called(int times) {
        IntStream.range(0, times).forEach(any -> budget.called());
    }
}
