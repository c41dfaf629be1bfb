package dev.tapedeck.cassette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tapedeck.cassette.Deck.Seen;
import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoreOutageTest {
    private static final String DOWN = "tapedeck_store_unavailable";

    @ParameterizedTest
    @EnumSource(names = {"RECORD", "AUTO"})
    void aCallThatCantBeRecordedIsRefusedBeforeTheProviderIsCalled(Mode mode) {
        // Given
        Deck deck = new Deck();
        Session session = deck.open(mode);
        deck.fragile.goDown();

        // When
        Seen seen = Deck.ask(session, "hello");

        // Then
        assertThat(seen.failure()).contains(DOWN);
        assertThat(deck.provider.received()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"RECORD", "AUTO"})
    void withPassACallThatCantBeRecordedGoesLive(Mode mode) {
        // Given
        Deck deck = new Deck(Acknowledge.DURABLE, OnStoreFailure.PASS);
        Session session = deck.open(mode);
        deck.provider.thenAnswer("\"live\"");
        deck.fragile.goDown();

        // When
        Seen seen = Deck.ask(session, "hello");

        // Then
        assertThat(seen.text()).isEqualTo("\"live\"");
        assertThat(seen.outcome()).isEqualTo("live");
        assertThat(session.counters().live()).isEqualTo(1);
    }

    @Test
    void withPassAnImplicitSessionThatCantBeOpenedLetsTheCallThroughAndRecordsOnceTheStoreIsBack() {
        // Given
        Deck deck = new Deck(Acknowledge.DURABLE, OnStoreFailure.PASS);
        SessionSpec spec = SessionSpec.of(Deck.NAME, Mode.RECORD);
        deck.provider.thenAnswer("\"first\"").thenAnswer("\"second\"");
        deck.fragile.goDown();

        // When
        Seen during = Deck.ask(deck.sessions.implicit(spec), Deck.call("hello"));
        deck.fragile.comeBack();
        Seen after = Deck.ask(deck.sessions.implicit(spec), Deck.call("hello"));

        // Then
        assertThat(during.outcome()).isEqualTo("live");
        assertThat(after.outcome()).isEqualTo("recorded");
        assertThat(deck.recorded()).hasSize(1);
    }

    @Test
    void withPassReplayStaysReplay() {
        // Given
        Deck deck = new Deck(Acknowledge.DURABLE, OnStoreFailure.PASS);
        deck.record("hello");
        deck.fragile.goDown();

        // When
        assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> deck.sessions.implicit(SessionSpec.of(Deck.NAME, Mode.REPLAY)))
                .satisfies(failed -> assertThat(failed.failure()).isInstanceOf(Failure.StoreDown.class));

        // Then
        assertThat(deck.provider.received()).hasSize(1);
    }

    @Test
    void withoutPassAnAnswerWhoseEndCantBeStoredNeverComesToItsEnd() {
        // Given
        Deck deck = new Deck();
        Session session = deck.open(Mode.RECORD);
        deck.provider.thenAnswer("\"live\"");

        // When
        Seen seen = askWhileTheStoreGoesDown(deck, session);

        // Then
        assertThat(seen.failure()).contains(DOWN);
    }

    @Test
    void withPassAnAnswerWhoseEndCantBeStoredIsDeliveredAndTheReportSaysSo() {
        // Given
        Deck deck = new Deck(Acknowledge.DURABLE, OnStoreFailure.PASS);
        Session session = deck.open(Mode.RECORD);
        deck.provider.thenAnswer("\"live\"");

        // When
        Seen seen = askWhileTheStoreGoesDown(deck, session);

        // Then
        assertThat(seen.text()).isEqualTo("\"live\"");
        assertThat(session.report().warnings()).containsExactly(SessionWarning.notStored(1));
    }

    @Test
    void acknowledgedAtOnceTheLastChunkDoesntWaitForTheStore() {
        // Given
        Deck deck = new Deck(Acknowledge.IMMEDIATE, OnStoreFailure.REFUSE);
        Session session = deck.open(Mode.RECORD);
        deck.provider.thenAnswer("\"live\"");

        // When
        try (Answer answer = session.exchange(Deck.call("hello"))) {
            assertThat(answer.next()).isPresent();
            assertThat(answer.next()).isEmpty();

            // Then
            assertThat(deck.fragile.asked()).doesNotContain("finish");
        }
        assertThat(deck.recorded().getFirst().complete()).isTrue();
    }

    @Test
    void aRecordingSessionThatClosesLetsItsCassetteSettleAndAReplayingOneDoesnt() {
        // Given
        Deck deck = new Deck();
        deck.record("hello");
        long settled = settled(deck);

        // When
        deck.sessions.close(deck.open(Mode.REPLAY).id());

        // Then
        assertThat(settled).isEqualTo(1);
        assertThat(settled(deck)).isEqualTo(1);
    }

    @Test
    void aSessionWhoseCassetteCantSettleStaysOpenAndCanBeClosedAgain() {
        // Given
        Deck deck = new Deck();
        Session session = deck.open(Mode.RECORD);
        deck.fragile.goDown();
        assertThatExceptionOfType(FailedCall.class).isThrownBy(() -> deck.sessions.close(session.id()));

        // When
        deck.fragile.comeBack();
        deck.sessions.close(session.id());

        // Then
        assertThat(deck.sessions.find(session.id())).isEmpty();
    }

    private static long settled(Deck deck) {
        return deck.fragile.asked().stream().filter("settle"::equals).count();
    }

    /** The call begins on the tape; then the store goes down. */
    private static Seen askWhileTheStoreGoesDown(Deck deck, Session session) {
        try (Answer answer = session.exchange(Deck.call("hello"))) {
            deck.fragile.goDown();
            return Deck.read(answer);
        }
    }
}
