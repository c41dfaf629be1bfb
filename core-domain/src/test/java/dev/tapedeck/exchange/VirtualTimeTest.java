package dev.tapedeck.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class VirtualTimeTest extends TimeContract {
    @Override
    protected Time time() {
        return new VirtualTime();
    }

    @Test
    void pausesAreRememberedInOrder() {
        VirtualTime time = new VirtualTime();

        time.pause(Duration.ofMinutes(2));
        time.pause(Duration.ofSeconds(1));

        assertThat(time.pauses()).containsExactly(Duration.ofMinutes(2), Duration.ofSeconds(1));
        assertThat(time.nanos()).isEqualTo(Duration.ofSeconds(121).toNanos());
    }

    @Test
    void timeThatPassesByItselfIsNoPause() {
        VirtualTime time = new VirtualTime();

        time.advance(Duration.ofSeconds(5));

        assertThat(time.nanos()).isEqualTo(Duration.ofSeconds(5).toNanos());
        assertThat(time.pauses()).isEmpty();
    }
}
