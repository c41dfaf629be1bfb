package dev.tapedeck.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.resilience.PolicyStore.Kept;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every store of policies promises. */
public abstract class PolicyStoreContract {
    private static final ServiceName OPENAI = new ServiceName("provider.openai");
    private static final ServiceName EVENTS = new ServiceName("events");
    private static final String TWO = "{\"retry.max-attempts\":2}";
    private static final String FIVE = "{\"retry.max-attempts\":5,\"note\":\"\u00fc \u2028 \ud83c\udfb6\"}";

    /** An empty store; always the same one within a test. */
    protected abstract PolicyStore store();

    /** Another one over the same place, as after a restart; the same one if nothing outlives it. */
    protected abstract PolicyStore reopened();

    private long put(ServiceName service, String json, long expected) {
        return store().put(service, json, expected).orElseThrow();
    }

    @Test
    void anEmptyStoreKeepsNothing() {
        assertThat(store().load()).isEmpty();
    }

    @Test
    void whatWasPutIsKeptForEachService() {
        // When
        long first = put(OPENAI, TWO, PolicyStore.NONE);
        long second = put(EVENTS, FIVE, PolicyStore.NONE);

        // Then
        assertThat(first).isPositive();
        assertThat(store().load()).isEqualTo(Map.of(OPENAI, new Kept(TWO, first), EVENTS, new Kept(FIVE, second)));
    }

    @Test
    void whatWasPutOutlivesTheProcess() {
        // When
        put(OPENAI, FIVE, PolicyStore.NONE);

        // Then
        assertThat(reopened().load()).isEqualTo(store().load()).hasSize(1);
    }

    @Test
    void theExpectedVersionIsReplacedByANewOne() {
        // Given
        long first = put(OPENAI, TWO, PolicyStore.NONE);

        // When
        long second = put(OPENAI, FIVE, first);

        // Then
        assertThat(second).isNotEqualTo(first).isPositive();
        assertThat(store().load()).isEqualTo(Map.of(OPENAI, new Kept(FIVE, second)));
    }

    @Test
    void anotherVersionThanTheExpectedOneStays() {
        // Given
        long first = put(OPENAI, TWO, PolicyStore.NONE);
        long second = put(OPENAI, TWO, first);

        // When
        OptionalLong outdated = store().put(OPENAI, FIVE, first);
        OptionalLong taken = store().put(OPENAI, FIVE, PolicyStore.NONE);
        OptionalLong missing = store().put(EVENTS, FIVE, second);

        // Then
        assertThat(Stream.of(outdated, taken, missing)).allMatch(OptionalLong::isEmpty);
        assertThat(store().load()).isEqualTo(Map.of(OPENAI, new Kept(TWO, second)));
    }

    @Test
    void whatWasDeletedIsGoneAndTheRestStays() {
        // Given
        long version = put(OPENAI, TWO, PolicyStore.NONE);
        put(EVENTS, FIVE, PolicyStore.NONE);

        // When
        boolean deleted = store().delete(OPENAI, version);

        // Then
        assertThat(deleted).isTrue();
        assertThat(store().load()).containsOnlyKeys(EVENTS);
    }

    @Test
    void onlyTheExpectedVersionIsDeleted() {
        // Given
        long first = put(OPENAI, TWO, PolicyStore.NONE);
        put(OPENAI, FIVE, first);

        // When
        boolean outdated = store().delete(OPENAI, first);
        boolean missing = store().delete(EVENTS, first);

        // Then
        assertThat(outdated).isFalse();
        assertThat(missing).isFalse();
        assertThat(store().load()).containsOnlyKeys(OPENAI);
    }

    @Test
    void aVersionIsNeverGivenTwiceToAService() {
        // Given
        long first = put(OPENAI, TWO, PolicyStore.NONE);
        store().delete(OPENAI, first);

        // When
        long second = reopened().put(OPENAI, TWO, PolicyStore.NONE).orElseThrow();

        // Then
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void ofManyThatReplaceTheSameVersionOneSucceeds() throws Exception {
        // Given
        long first = put(OPENAI, TWO, PolicyStore.NONE);
        Callable<OptionalLong> replace = () -> store().put(OPENAI, FIVE, first);

        // When
        int succeeded = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<OptionalLong> end : threads.invokeAll(
                    IntStream.range(0, 8).mapToObj(any -> replace).toList())) {
                succeeded += end.get().isPresent() ? 1 : 0;
            }
        }

        // Then
        assertThat(succeeded).isEqualTo(1);
    }

    @Test
    void theLongestPolicyIsKeptAsItWas() {
        // Given
        String longest = "{\"x\":\"%s\"}".formatted("\u00e4".repeat(10_000 - 8));

        // When
        put(OPENAI, longest, PolicyStore.NONE);

        // Then
        assertThat(reopened().load().get(OPENAI)).extracting(Kept::json).isEqualTo(longest);
    }
}
