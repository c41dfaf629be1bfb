package dev.tapedeck.cassette;

import static dev.tapedeck.cassette.Deck.ask;
import static dev.tapedeck.cassette.Deck.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.ScriptedAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private final Deck deck = new Deck();

    @Test
    void theReportTellsMissesAndWhatWasNeverPlayed() {
        deck.record("a", "b", "c");
        Session replay = deck.open(Mode.REPLAY);
        ask(replay, "b");
        ask(replay, "nothing like it");

        SessionReport report = deck.sessions.close(replay.id());

        assertThat(report.unplayed()).containsExactly(1, 3);
        assertThat(report.misses()).hasSize(1);
        assertThat(report.counters()).isEqualTo(new SessionCounters(0, 0, 1, 1, 0, 2));
        assertThat(report.clean()).isFalse();
    }

    @Test
    void aSessionThatPlayedEverythingIsClean() {
        deck.record("a");
        Session replay = deck.open(Mode.REPLAY);
        ask(replay, "a");

        assertThat(deck.sessions.close(replay.id()).clean()).isTrue();
    }

    @Test
    void aRecordingSessionHasNothingUnplayed() {
        deck.record("a");
        Session record = deck.open(Mode.RECORD);

        assertThat(deck.sessions.close(record.id()).clean()).isTrue();
    }

    @Test
    void aClosedSessionIsGoneButItsReportStays() {
        deck.record("a");
        Session replay = deck.open(Mode.REPLAY);
        deck.sessions.close(replay.id());

        assertThat(deck.sessions.find(replay.id())).isEmpty();
        assertThat(deck.sessions.report(replay.id()).unplayed()).containsExactly(1);
        assertThatThrownBy(() -> deck.sessions.close(replay.id())).hasMessageContaining("no open session");
    }

    @Test
    void closingWaitsForRecordingsUnderWay() {
        CompletableFuture<Void> mayEnd = new CompletableFuture<>();
        deck.provider.thenAnswer(ScriptedAnswer.events().waitFor(mayEnd).chunk("a"));
        Session record = deck.open(Mode.RECORD);
        Answer answer = record.exchange(call("hi"));

        CompletableFuture<SessionReport> closing =
                CompletableFuture.supplyAsync(() -> deck.sessions.close(record.id()), Thread::startVirtualThread);
        boolean closedTooEarly = closing.isDone();
        mayEnd.complete(null);
        answer.next();
        answer.next();
        answer.close();

        assertThat(closedTooEarly).isFalse();
        assertThat(closing.join().counters().recorded()).isOne();
        assertThat(deck.recorded().getFirst().outcome()).isInstanceOf(Outcome.Stream.class);
    }

    @Test
    void aFreshTakeReplacesTheOldOneWhenTheSessionClosesAndNotBefore() {
        deck.record("old");
        Session fresh = deck.openFresh();
        deck.provider.thenAnswer("1");
        ask(fresh, "new");

        assertThat(questions()).containsExactly("old");
        deck.sessions.close(fresh.id());
        assertThat(questions()).containsExactly("new");
        assertThat(deck.recorded().getFirst().number()).isOne();
    }

    @Test
    void aFreshSessionThatRecordedNothingLeavesTheOldTake() {
        deck.record("old");

        deck.sessions.close(deck.openFresh().id());

        assertThat(questions()).containsExactly("old");
    }

    private List<String> questions() {
        return deck.recorded().stream()
                .map(interaction -> interaction.ticket().request().body().text())
                .map(body -> body.contains("\"old\"") ? "old" : "new")
                .toList();
    }

    @Test
    void aReplayFindsTheNewTakeOfAFreshRecording() {
        deck.record("old");
        Session replay = deck.open(Mode.REPLAY);
        Session fresh = deck.openFresh();
        deck.provider.thenAnswer("1");
        ask(fresh, "new");
        deck.sessions.close(fresh.id());

        assertThat(ask(replay, "new").outcome()).isEqualTo("replayed");
    }

    @Test
    void callsThatNameTheSameCassetteAndModeShareAnImplicitSessionUntilItIsRewound() {
        deck.record("hi");
        SessionSpec spec = SessionSpec.of(Deck.NAME, Mode.REPLAY);
        ask(deck.sessions.implicit(spec), "hi");

        String exhausted = ask(deck.sessions.implicit(spec), "hi").outcome();
        deck.sessions.rewind(Deck.NAME);
        String again = ask(deck.sessions.implicit(spec), "hi").outcome();

        assertThat(exhausted).isEqualTo("exhausted");
        assertThat(again).isEqualTo("replayed");
    }

    @Test
    void anImplicitSessionEndsWhenItIsIdleForTooLong() {
        deck.record("hi");
        SessionSpec spec = SessionSpec.of(Deck.NAME, Mode.REPLAY);
        Session idle = deck.sessions.implicit(spec);
        deck.time.advance(Duration.ofMinutes(40));
        deck.sessions.implicit(spec);
        deck.time.advance(Duration.ofMinutes(40));
        deck.sessions.closeIdle();
        boolean stillThere = deck.sessions.find(idle.id()).isPresent();

        deck.time.advance(Duration.ofMinutes(21));
        deck.sessions.closeIdle();

        assertThat(stillThere).isTrue();
        assertThat(deck.sessions.find(idle.id())).isEmpty();
    }

    @Test
    void sessionsAreListedNewestFirstAndByPage() {
        Session first = deck.open(Mode.OFF);
        deck.time.advance(Duration.ofSeconds(1));
        Session second = deck.open(Mode.OFF);

        assertThat(deck.sessions.list(Optional.empty(), 1)).containsExactly(second);
        assertThat(deck.sessions.list(Optional.of(second.id()), 5)).containsExactly(first);
    }

    @Test
    void aHundredIdenticalCallsInEachOfEightLanesAreHandedOutOnceEachInOrder() throws Exception {
        int lanes = 8;
        int calls = 100;
        Session record = deck.open(Mode.RECORD);
        for (int at = 0; at < lanes * calls; at++) {
            deck.provider.thenAnswer(String.valueOf(at));
            ask(record, call("same", lane(at % lanes)));
        }
        Session replay = deck.open(Mode.REPLAY);

        List<List<String>> played = playAll(replay, lanes, calls);

        for (int lane = 0; lane < lanes; lane++) {
            int offset = lane;
            assertThat(played.get(lane))
                    .containsExactlyElementsOf(IntStream.range(0, calls)
                            .mapToObj(at -> String.valueOf(at * lanes + offset))
                            .toList());
        }
        assertThat(replay.report().clean()).isTrue();
    }

    private static List<List<String>> playAll(Session replay, int lanes, int calls) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(lanes)) {
            List<Future<List<String>>> rows = IntStream.range(0, lanes)
                    .mapToObj(lane -> threads.submit(() -> IntStream.range(0, calls)
                            .mapToObj(
                                    any -> ask(replay, call("same", lane(lane))).text())
                            .toList()))
                    .toList();
            List<List<String>> played = new ArrayList<>();
            for (Future<List<String>> row : rows) {
                played.add(row.get());
            }
            return played;
        }
    }

    @Test
    void oneLaneUnderManyThreadsHandsOutEachInteractionExactlyOnce() throws Exception {
        Session record = deck.open(Mode.RECORD);
        for (int at = 0; at < 400; at++) {
            deck.provider.thenAnswer(String.valueOf(at));
            ask(record, "same");
        }
        Session replay = deck.open(Mode.REPLAY);

        List<String> played;
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Future<String>> answers = IntStream.range(0, 400)
                    .mapToObj(any -> threads.submit(() -> ask(replay, "same").text()))
                    .toList();
            played = new ArrayList<>();
            for (Future<String> answer : answers) {
                played.add(answer.get());
            }
        }

        assertThat(played).doesNotHaveDuplicates().hasSize(400);
    }

    private static Lane lane(int number) {
        return Lane.of("lane-" + number);
    }

    @Test
    void callsThatFindAGrownTapeAtTheSameTimeAllFindIt() throws Exception {
        deck.record("other");
        Session replay = deck.open(Mode.REPLAY, OnExhausted.REPEAT_LAST);
        deck.record("hi");

        List<String> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Future<String>> answers = IntStream.range(0, 64)
                    .mapToObj(any -> threads.submit(() -> ask(replay, "hi").outcome()))
                    .toList();
            for (Future<String> answer : answers) {
                outcomes.add(answer.get());
            }
        }

        assertThat(outcomes).containsOnly("replayed");
    }

    @Test
    void implicitSessionsEndWithTheTakeTheyStandOn() {
        SessionSpec spec = SessionSpec.of(Deck.NAME, Mode.RECORD);
        deck.provider.thenAnswer("1").thenAnswer("2").thenAnswer("3").thenAnswer("4");
        ask(deck.sessions.implicit(spec), "old");
        Session fresh = deck.openFresh();
        ask(fresh, "new");
        deck.sessions.close(fresh.id());
        String afterTheFreshTake = ask(deck.sessions.implicit(spec), "hi").outcome();
        deck.sessions.release(Deck.NAME);
        deck.store.delete(Deck.NAME);
        String afterTheRemoval = ask(deck.sessions.implicit(spec), "hi").outcome();

        assertThat(List.of(afterTheFreshTake, afterTheRemoval)).containsOnly("recorded");
    }

    @Test
    void aCassetteIsNotReleasedWhileASessionRecordsToIt() {
        Session record = deck.open(Mode.RECORD);

        assertThatThrownBy(() -> deck.sessions.release(Deck.NAME))
                .hasMessageContaining(record.id().value());
        deck.sessions.close(record.id());
        deck.sessions.release(Deck.NAME);
    }

    @Test
    void aFreshSessionWhoseTakeCantBeAdoptedStaysOpenAndKeepsNobodyElseOpen() {
        Session fresh = deck.openFresh();
        deck.provider.thenAnswer("1");
        ask(fresh, "new");
        Session other = deck.open(Mode.RECORD);
        deck.store.rename(Deck.NAME, new CassetteName("elsewhere"));

        assertThat(deck.sessions.closeAll()).hasSize(1);

        assertThat(deck.sessions.find(other.id())).isEmpty();
        assertThat(deck.sessions.find(fresh.id())).isPresent();
        deck.store.rename(new CassetteName("elsewhere"), Deck.NAME);
        deck.sessions.close(fresh.id());
        assertThat(questions()).containsExactly("new");
    }

    @Test
    void aSessionThatIsBeingClosedRecordsNothingNew() {
        Session record = deck.open(Mode.RECORD);
        deck.sessions.close(record.id());

        assertThat(ask(record, "hi").failure()).contains("tapedeck_unknown_session");
        assertThat(deck.provider.received()).isEmpty();
    }
}
