package dev.tapedeck.storage.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.cassette.Ending;
import dev.tapedeck.cassette.Examples;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.TakeId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class InteractionCacheTest {
    private static final TakeId TAKE = new TakeId(1);
    private static final Interaction BEGUN = new Interaction(7, Examples.ticket("hello"), Ending.NONE_YET);
    private static final Interaction ENDED =
            new Interaction(7, BEGUN.ticket(), Examples.ending(Examples.response("{}")));

    private final InteractionCache cache = new InteractionCache(1_000_000, Runnable::run);

    @Test
    void whatWasLookedUpIsAtHand() {
        // When
        Optional<Interaction> loaded = cache.load(TAKE, 7, () -> Optional.of(ENDED));

        // Then
        assertThat(loaded).contains(ENDED);
        assertThat(cache.find(TAKE, 7)).contains(ENDED);
    }

    @Test
    void whatIsStillUnderWayIsNotKeptByALookUp() {
        // When
        cache.load(TAKE, 7, () -> Optional.of(BEGUN));

        // Then
        assertThat(cache.find(TAKE, 7)).isEmpty();
    }

    @Test
    void aLookUpThatOverlapsARemovalKeepsNothing() {
        // When
        cache.load(TAKE, 7, () -> {
            cache.removed(TAKE, 7);
            return Optional.of(ENDED);
        });

        // Then
        assertThat(cache.find(TAKE, 7)).isEmpty();
    }

    @Test
    void aTakeThatIsGoneIsForgottenAndNoOther() {
        // Given
        TakeId other = new TakeId(2);
        cache.load(TAKE, 7, () -> Optional.of(ENDED));
        cache.load(other, 7, () -> Optional.of(ENDED));

        // When
        cache.removed(TAKE);

        // Then
        assertThat(cache.find(TAKE, 7)).isEmpty();
        assertThat(cache.find(other, 7)).contains(ENDED);
    }

    @Test
    void nothingHeavierThanTheWholeCacheIsKept() {
        // Given
        InteractionCache small = new InteractionCache(5_000, Runnable::run);
        Interaction heavy = new Interaction(8, BEGUN.ticket(), Examples.ending(Examples.response("x".repeat(10_000))));

        // When
        small.load(TAKE, 8, () -> Optional.of(heavy));
        small.load(TAKE, 7, () -> Optional.of(ENDED));

        // Then
        assertThat(small.find(TAKE, 7)).contains(ENDED);
        assertThat(small.find(TAKE, 8)).isEmpty();
    }
}
