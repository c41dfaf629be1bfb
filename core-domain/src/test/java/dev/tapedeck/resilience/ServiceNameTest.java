package dev.tapedeck.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.ProviderName;
import org.junit.jupiter.api.Test;

final class ServiceNameTest {
    @Test
    void aProvidersServiceBearsItsId() {
        String longest = "p".repeat(ServiceName.LONGEST_PROVIDER);

        assertThat(ServiceName.of(new ProviderName("openai"))).hasToString("provider.openai");
        assertThat(ServiceName.of(new ProviderName(longest))).hasToString("provider." + longest);
        assertThat(ServiceName.batchApi(new ProviderName(longest))).hasToString("batch-api." + longest);
    }

    @Test
    void anIdThatLeavesNoRoomForTheServicesNameIsNoProviders() {
        ProviderName tooLong = new ProviderName("p".repeat(ServiceName.LONGEST_PROVIDER + 1));

        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> ServiceName.of(tooLong))
                .withMessageContaining("at most 118 characters")
                .satisfies(failed -> assertThat(failed.failure()).isInstanceOf(Failure.Unknown.class));
    }
}
