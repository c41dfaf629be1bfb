package dev.tapedeck.cassette;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.Provenance.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SessionLedger} and its pages promise, one test per promise. An adapter's test extends this and hands
 * over a ledger that is empty at the start of each test.
 */
public abstract class SessionLedgerContract {
    private static final CassetteName GREETING = new CassetteName("greeting");
    private static final TakeId TAKE = new TakeId(7);
    private static final Tape.Place PLACE = new Tape.Place(Lane.MAIN, Examples.key(1));
    private static final Duration HOUR = Duration.ofHours(1);

    protected abstract SessionLedger ledger();

    /** Lets that much time go by for the ledger, without waiting. */
    protected abstract void timePasses(Duration time);

    @Test
    void anOpenSessionIsFoundAsItWasEntered() {
        // Given
        SessionEntry explicit = entry(new SessionSpec(GREETING, Mode.RECORD, OnExhausted.REWIND, new Speed(2.5), true));

        // When
        SessionPage page = ledger().open(explicit);

        // Then
        assertThat(page.entry()).isEqualTo(explicit);
        assertThat(found(explicit).map(SessionPage::entry)).contains(explicit);
        assertThat(ledger().open()).containsExactly(explicit);
        assertThat(page.use()).isTrue();
    }

    @Test
    void aSessionThatNobodyOpenedIsNotFound() {
        assertThat(ledger().find(new SessionId("nobody"))).isEmpty();
    }

    @Test
    void implicitSessionsOfOneSpecAreOneSession() {
        // Given
        SessionSpec spec = replay();
        SessionPage first = ledger().openImplicit(implicit(spec));

        // When
        SessionPage second = ledger().openImplicit(implicit(spec));
        SessionPage other = ledger().openImplicit(implicit(SessionSpec.of(GREETING, Mode.AUTO)));

        // Then
        assertThat(second.entry()).isEqualTo(first.entry());
        assertThat(other.entry()).isNotEqualTo(first.entry());
    }

    @Test
    void implicitSessionsOpenedAtOnceAreOneSession() {
        // When
        List<SessionPage> pages = atOnce(16, () -> ledger().openImplicit(implicit(replay())));

        // Then
        assertThat(pages.stream().map(SessionPage::entry).distinct()).hasSize(1);
        assertThat(ledger().open()).hasSize(1);
    }

    @Test
    void anImplicitSessionThatIsBeingClosedGivesWayToTheNext() {
        // Given
        SessionPage first = ledger().openImplicit(implicit(replay()));

        // When
        first.beginClosing();
        SessionPage next = ledger().openImplicit(implicit(replay()));
        first.close();

        // Then
        assertThat(next.entry()).isNotEqualTo(first.entry());
        assertThat(ledger().openImplicit(implicit(replay())).entry()).isEqualTo(next.entry());
        assertThat(ledger().open()).containsExactly(next.entry());
    }

    @Test
    void aMarkBeginsAtNothingAndMovesAsItIsTold() {
        // Given
        SessionPage page = opened();

        // When
        OptionalLong first = page.move(TAKE, PLACE, mark -> mark + 5);
        OptionalLong second = page.move(TAKE, PLACE, mark -> mark + (1L << 40));

        // Then
        assertThat(first).hasValue(5);
        assertThat(second).hasValue(5 + (1L << 40));
        assertThat(page.marks(TAKE)).isEqualTo(Map.of(PLACE, 5 + (1L << 40)));
    }

    @Test
    void aMarkThatNothingFollowsStays() {
        // Given
        SessionPage page = opened();
        page.move(TAKE, PLACE, mark -> 3);

        // When
        OptionalLong moved = page.move(TAKE, PLACE, mark -> mark);

        // Then
        assertThat(moved).isEmpty();
        assertThat(page.marks(TAKE)).isEqualTo(Map.of(PLACE, 3L));
    }

    @Test
    void everyPlaceOfEveryTakeOfEverySessionHasItsOwnMark() {
        // Given
        SessionPage page = opened();
        page.move(TAKE, PLACE, mark -> 3);

        // When
        OptionalLong otherKey = page.move(TAKE, new Tape.Place(Lane.MAIN, Examples.key(2)), mark -> mark + 1);
        OptionalLong otherLane = page.move(TAKE, new Tape.Place(Lane.of("b"), Examples.key(1)), mark -> mark + 1);
        OptionalLong otherTake = page.move(new TakeId(8), PLACE, mark -> mark + 1);
        OptionalLong otherSession = opened().move(TAKE, PLACE, mark -> mark + 1);

        // Then
        assertThat(List.of(otherKey, otherLane, otherTake, otherSession)).containsOnly(OptionalLong.of(1));
        assertThat(page.marks(TAKE)).hasSize(3);
    }

    @Test
    void noTwoMovesStartFromTheSameMark() {
        // Given
        SessionEntry session = entry(replay());
        SessionPage opened = ledger().open(session);
        SessionPage found = found(session).orElseThrow();

        // When
        List<Long> marks = atOnce(
                200,
                () -> (Math.random() < 0.5 ? opened : found)
                        .move(TAKE, PLACE, mark -> mark + 1)
                        .getAsLong());

        // Then
        assertThat(marks)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 200).boxed().toList());
    }

    @Test
    void callsAreCountedByWhatBecameOfThem() {
        // Given
        SessionEntry session = entry(replay());
        SessionPage page = ledger().open(session);

        // When
        atOnce(20, () -> {
            page.count(Source.REPLAYED);
            return true;
        });
        page.count(Source.MISS);

        // Then
        Map<Source, Long> counts = found(session).orElseThrow().counts();
        assertThat(counts).containsEntry(Source.REPLAYED, 20L).containsEntry(Source.MISS, 1L);
        assertThat(counts.getOrDefault(Source.LIVE, 0L)).isZero();
    }

    @Test
    void oneOfManyWhoCloseASessionDoes() {
        // Given
        SessionPage page = opened();

        // When
        List<Boolean> closers = atOnce(8, page::beginClosing);

        // Then
        assertThat(closers.stream().filter(closes -> closes)).hasSize(1);
        assertThat(page.use()).isFalse();
    }

    @Test
    void aSessionWhoseClosingFailedIsOpenAgain() {
        // Given
        SessionPage page = opened();
        page.beginClosing();

        // When
        page.reopen();

        // Then
        assertThat(page.use()).isTrue();
        assertThat(page.beginClosing()).isTrue();
    }

    @Test
    void aClosedSessionIsGone() {
        // Given
        SessionEntry session = entry(replay());
        SessionPage page = ledger().open(session);
        page.move(TAKE, PLACE, mark -> 1);
        page.count(Source.REPLAYED);

        // When
        page.beginClosing();
        page.close();

        // Then
        assertThat(ledger().find(session.id())).isEmpty();
        assertThat(ledger().open()).isEmpty();
        assertThat(page.use()).isFalse();
        assertThat(page.beginClosing()).isFalse();
    }

    @Test
    void onlyAnImplicitSessionThatNobodyUsesIsIdle() {
        // Given
        ledger().open(entry(replay()));
        SessionPage unused = ledger().openImplicit(implicit(replay()));
        SessionPage used = ledger().openImplicit(implicit(SessionSpec.of(GREETING, Mode.AUTO)));

        // When
        timePasses(HOUR.plusMinutes(1));
        used.use();

        // Then
        assertThat(ledger().idle(HOUR)).containsExactly(unused.entry().id());
        assertThat(used.lastUsed()).isAfter(unused.lastUsed());
    }

    @Test
    void aNodeThatLeavesASessionThatNoOtherUsesIsToCloseIt() {
        // Given
        SessionPage page = opened();
        page.use();

        // Then
        assertThat(page.leave()).isTrue();
    }

    @Test
    void aBeatLosesNothing() {
        // Given
        SessionPage page = opened();

        // When
        ledger().beat();

        // Then
        assertThat(page.use()).isTrue();
    }

    private SessionPage opened() {
        return ledger().open(entry(replay()));
    }

    private Optional<SessionPage> found(SessionEntry session) {
        return ledger().find(session.id());
    }

    protected static SessionSpec replay() {
        return SessionSpec.of(GREETING, Mode.REPLAY);
    }

    protected static SessionEntry entry(SessionSpec spec) {
        Optional<TakeId> fresh = spec.fresh() ? Optional.of(TAKE) : Optional.empty();
        return new SessionEntry(
                new SessionId(UUID.randomUUID().toString()), spec, false, Examples.NOON, fresh, OptionalInt.of(12));
    }

    private static SessionEntry implicit(SessionSpec spec) {
        return new SessionEntry(
                new SessionId(UUID.randomUUID().toString()),
                spec,
                true,
                Examples.NOON,
                Optional.empty(),
                OptionalInt.empty());
    }

    private static <T> List<T> atOnce(int times, Supplier<T> deed) {
        Stream<CompletableFuture<T>> deeds = IntStream.range(0, times)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        deed, task -> Thread.ofVirtual().start(task)));
        return deeds.toList().stream().map(CompletableFuture::join).toList();
    }
}
