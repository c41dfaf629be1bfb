package dev.tapedeck.cassette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tapedeck.cassette.Retention.Excess;
import dev.tapedeck.cassette.Retention.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final Instant NOW = Examples.NOON;

    /** a was changed last, then b, c and d, an hour apart; each holds 100 bytes. */
    private static final List<Kept> CASSETTES = List.of(kept("c", 3), kept("a", 1), kept("d", 4), kept("b", 2));

    private static Kept kept(String name, int hoursAgo) {
        return new Kept(new CassetteName(name), NOW.minus(Duration.ofHours(hoursAgo)), 100);
    }

    private static Retention last(int count) {
        return new Retention(OptionalInt.of(count), Optional.empty(), OptionalLong.empty());
    }

    private static Retention age(Duration age) {
        return new Retention(OptionalInt.empty(), Optional.of(age), OptionalLong.empty());
    }

    private static Retention size(long bytes) {
        return new Retention(OptionalInt.empty(), Optional.empty(), OptionalLong.of(bytes));
    }

    private static List<String> going(Retention retention) {
        return retention.excess(CASSETTES, NOW).stream()
                .map(excess -> excess.name().value())
                .toList();
    }

    @Test
    void withoutALimitEverythingIsKept() {
        assertThat(going(Retention.ALL)).isEmpty();
        assertThat(Retention.ALL.keepsAll()).isTrue();
        assertThat(last(1).keepsAll()).isFalse();
    }

    @Test
    void ofTooManyThoseUnchangedForLongestGoFirst() {
        assertThat(going(last(2))).containsExactly("d", "c");
        assertThat(going(last(3))).containsExactly("d");
        assertThat(going(last(4))).isEmpty();
    }

    @Test
    void ageIsCountedFromTheLastChangeAndTheLimitItselfIsKept() {
        assertThat(going(age(Duration.ofHours(3)))).containsExactly("d");
        assertThat(going(age(Duration.ofHours(3).minusNanos(1)))).containsExactly("d", "c");
        assertThat(going(age(Duration.ofSeconds(Long.MAX_VALUE)))).isEmpty();
    }

    @Test
    void sizesAreAddedUpFromTheLastChangeOnAndTheLimitItselfIsKept() {
        assertThat(going(size(400))).isEmpty();
        assertThat(going(size(399))).containsExactly("d");
        assertThat(going(size(200))).containsExactly("d", "c");
        assertThat(going(size(99))).containsExactly("d", "c", "b", "a");
    }

    @Test
    void whatExceedsAnyLimitGoes() {
        Retention all = new Retention(OptionalInt.of(3), Optional.of(Duration.ofMinutes(150)), OptionalLong.of(100));

        List<Excess> excess = all.excess(CASSETTES, NOW);

        assertThat(excess).extracting(each -> each.name().value()).containsExactly("d", "c", "b");
        assertThat(excess)
                .extracting(Excess::reason)
                .satisfiesExactly(
                        reason -> assertThat(reason).contains("max-age PT2H30M"),
                        reason -> assertThat(reason).contains("max-age"),
                        reason -> assertThat(reason).contains("200 bytes, more than max-size 100"));
    }

    @Test
    void cassettesChangedAtTheSameMomentGoInAnOrderThatIsAlwaysTheSame() {
        List<Kept> alike = List.of(kept("b", 1), kept("a", 1), kept("c", 1));

        assertThat(last(1).excess(alike, NOW))
                .extracting(each -> each.name().value())
                .containsExactly("c", "b");
    }

    @Test
    void aLimitMustBeAboveZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> last(0))
                .withMessageContaining("keep-last")
                .withMessageContaining("leave it out");
        assertThatIllegalArgumentException().isThrownBy(() -> age(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> size(0));
    }
}
