package dev.tapedeck.storage.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Secret;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class KnownSecretsTest {
    private final KnownSecrets known = new KnownSecrets(List.of(new Secret("configured-one"), new Secret("short")));

    @Test
    void whatIsTooShortIsNotRemembered() {
        // When
        known.remember("1234567");

        // Then
        assertThat(known.forms().knows("1234567")).isFalse();
        assertThat(known.forms().knows("short")).isFalse();
    }

    @Test
    void theOldestOfTooManyIsForgottenButNoConfiguredOne() {
        // When
        IntStream.rangeClosed(0, KnownSecrets.MAX_REMEMBERED).forEach(i -> known.remember("credential-" + i));

        // Then
        assertThat(known.forms().knows("credential-0")).isFalse();
        assertThat(known.forms().knows("credential-1")).isTrue();
        assertThat(known.forms().knows("credential-" + KnownSecrets.MAX_REMEMBERED))
                .isTrue();
        assertThat(known.forms().knows("configured-one")).isTrue();
    }

    @Test
    void whatIsKnownCostsNothingToRemember() {
        // Given
        known.remember("credential-1");
        KnownForms before = known.forms();

        // When
        known.remember("credential-1");

        // Then
        assertThat(known.forms()).isSameAs(before);
    }
}
