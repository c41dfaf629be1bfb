package dev.tapedeck.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tapedeck.exchange.VirtualTime;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IdempotencyKeysTest {
    private static final Optional<String> KEY = Optional.of("key");

    private final VirtualTime time = new VirtualTime();
    private final IdempotencyKeys keys = new IdempotencyKeys(time);
    private final AtomicInteger created = new AtomicInteger();

    @Test
    void aRequestWhoseFirstIsStillUnderWayIsRefused() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> keys.once(Integer.class, KEY, "body", () -> create("body")))
                .extracting(Refusal::problem)
                .isEqualTo(Problem.IN_FLIGHT);
    }

    @Test
    void anAnswerIsRememberedForAnHour() {
        int first = create("body");
        time.advance(Duration.ofMinutes(59));
        int withinTheHour = create("body");

        time.advance(Duration.ofMinutes(2));
        int afterwards = create("body");

        assertThat(withinTheHour).isEqualTo(first);
        assertThat(afterwards).isNotEqualTo(first);
    }

    @Test
    void withoutAKeyEveryRequestCreates() {
        int first = keys.once(Integer.class, Optional.empty(), "body", created::incrementAndGet);
        int second = keys.once(Integer.class, Optional.empty(), "body", created::incrementAndGet);

        assertThat(second).isNotEqualTo(first);
    }

    private int create(String body) {
        return keys.once(Integer.class, KEY, body, created::incrementAndGet);
    }
}
