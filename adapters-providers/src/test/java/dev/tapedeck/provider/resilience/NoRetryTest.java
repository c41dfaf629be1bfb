package dev.tapedeck.provider.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.resilience.RetryPolicy;
import dev.tapedeck.resilience.RetryPolicyContract;
import dev.tapedeck.resilience.RetrySettings;
import dev.tapedeck.resilience.Verdict;
import dev.tapedeck.resilience.Verdict.Reason;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NoRetryTest extends RetryPolicyContract {
    @Override
    protected RetryPolicy policy() {
        return new NoRetry();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 529})
    void theFirstAttemptIsTheLast(int status) {
        Verdict verdict = policy().judge(refused(status), attempt(1), RetrySettings.DEFAULT);

        assertThat(verdict).isEqualTo(new Verdict.PassOn(Reason.ATTEMPTS, Optional.empty()));
    }
}
