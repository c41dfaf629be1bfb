package dev.tapedeck.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class SecretTest {
    @Test
    void aSecretNeverShowsItselfAsText() {
        Secret secret = new Secret("sk-very-secret");

        String shown = "key: " + secret;

        assertThat(shown).doesNotContain("very").isEqualTo("key: «secret»");
        assertThat(secret.reveal()).isEqualTo("sk-very-secret");
    }

    @Test
    void secretsAreEqualIfTheirValuesAre() {
        Secret secret = new Secret("a");

        boolean same = secret.equals(new Secret("a"));

        assertThat(same).isTrue();
        assertThat(secret).isNotEqualTo(new Secret("b")).hasSameHashCodeAs(new Secret("a"));
    }

    @Test
    void aBlankSecretIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Secret(" "))
                .withMessageContaining("Leave the setting out");
    }
}
