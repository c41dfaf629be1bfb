package dev.tapedeck.cassette;

import static dev.tapedeck.cassette.Deck.ask;
import static dev.tapedeck.cassette.Deck.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tapedeck.cassette.Deck.Seen;
import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.ScriptedAnswer;
import dev.tapedeck.exchange.Terms;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecordAndReplayTest {
    private static final Failure BROKEN = new Failure.Reset("The connection broke.");

    private final Deck deck = new Deck();

    @Test
    void replayAnswersFromTheTapeAndNeverCallsTheProvider() {
        deck.provider.thenAnswer("\"hello\"");
        Seen recorded = ask(deck.open(Mode.RECORD), "hi");

        Seen replayed = ask(deck.open(Mode.REPLAY), "hi");

        assertThat(recorded).isEqualTo(new Seen(200, List.of("\"hello\""), Optional.empty(), "recorded"));
        assertThat(replayed).isEqualTo(new Seen(200, List.of("\"hello\""), Optional.empty(), "replayed"));
        assertThat(deck.provider.received()).hasSize(1);
    }

    @Test
    void aStreamIsReplayedInTheSameChunks() {
        deck.provider.thenAnswer(ScriptedAnswer.events().chunk("data: a\n\n").chunk("data: b\n\n"));
        ask(deck.open(Mode.RECORD), "hi");

        Seen replayed = ask(deck.open(Mode.REPLAY), "hi");

        assertThat(replayed.chunks()).containsExactly("data: a\n\n", "data: b\n\n");
    }

    @Test
    void aStreamThatBrokeBreaksInTheSameWay() {
        deck.provider.thenAnswer(ScriptedAnswer.events().chunk("data: a\n\n").breakWith(BROKEN));
        Seen recorded = ask(deck.open(Mode.RECORD), "hi");

        Seen replayed = ask(deck.open(Mode.REPLAY), "hi");

        assertThat(replayed.chunks()).isEqualTo(recorded.chunks()).containsExactly("data: a\n\n");
        assertThat(replayed.failure()).isEqualTo(recorded.failure()).contains("tapedeck_upstream_reset");
    }

    @Test
    void aTransportFailureIsReplayedAsItWas() {
        Failure tooSlow = new Failure.TimedOut(Failure.TimedOut.Phase.RESPONSE, "No answer within 1 s.");
        deck.provider.thenFail(tooSlow);
        ask(deck.open(Mode.RECORD), "hi");

        Session replay = deck.open(Mode.REPLAY);

        assertThatThrownBy(() -> replay.exchange(call("hi")))
                .isInstanceOfSatisfying(
                        FailedCall.class, failed -> assertThat(failed.failure()).isEqualTo(tooSlow));
    }

    @Test
    void anErrorThatTheProviderAnsweredIsAnAnswer() {
        deck.provider.thenAnswer(ScriptedAnswer.json(429, "{\"error\":1}"));
        ask(deck.open(Mode.RECORD), "hi");

        Seen replayed = ask(deck.open(Mode.REPLAY), "hi");

        assertThat(replayed).isEqualTo(new Seen(429, List.of("{\"error\":1}"), Optional.empty(), "replayed"));
    }

    @Test
    void identicalRequestsAreAnsweredInTheOrderOfRecordingEachOnce() {
        deck.provider.thenAnswer("1").thenAnswer("2");
        Session record = deck.open(Mode.RECORD);
        ask(record, "hi");
        ask(record, "hi");
        Session replay = deck.open(Mode.REPLAY);

        List<Seen> seen = List.of(ask(replay, "hi"), ask(replay, "hi"), ask(replay, "hi"));

        assertThat(seen).extracting(Seen::text).containsExactly("1", "2", "");
        assertThat(seen.get(2).failure()).contains("tapedeck_replay_exhausted");
        assertThat(seen.get(2).outcome()).isEqualTo("exhausted");
    }

    @Test
    void anExhaustedRowRepeatsItsLastOrBeginsAgainIfTheSessionSaysSo() {
        deck.provider.thenAnswer("1").thenAnswer("2");
        Session record = deck.open(Mode.RECORD);
        ask(record, "hi");
        ask(record, "hi");
        Session repeating = deck.open(Mode.REPLAY, OnExhausted.REPEAT_LAST);
        Session rewinding = deck.open(Mode.REPLAY, OnExhausted.REWIND);

        assertThat(texts(repeating, 5)).containsExactly("1", "2", "2", "2", "2");
        assertThat(texts(rewinding, 5)).containsExactly("1", "2", "1", "2", "1");
    }

    private static List<String> texts(Session session, int calls) {
        return IntStream.range(0, calls)
                .mapToObj(any -> ask(session, "hi").text())
                .toList();
    }

    @Test
    void aCallsPlaceInItsLaneIsTakenWhenItStartsNotWhenItEnds() {
        CompletableFuture<Void> firstMayEnd = new CompletableFuture<>();
        deck.provider.thenAnswer(ScriptedAnswer.events().waitFor(firstMayEnd).chunk("first"));
        deck.provider.thenAnswer(ScriptedAnswer.events().chunk("second"));
        Session record = deck.open(Mode.RECORD);

        Answer first = record.exchange(call("hi"));
        ask(record, "hi");
        firstMayEnd.complete(null);
        first.next();
        first.close();

        Session replay = deck.open(Mode.REPLAY);
        assertThat(texts(replay, 2)).containsExactly("first", "second");
    }

    @Test
    void sessionsDoNotDisturbEachOther() {
        deck.record("hi");
        Session one = deck.open(Mode.REPLAY);
        Session other = deck.open(Mode.REPLAY);

        assertThat(ask(one, "hi").outcome()).isEqualTo("replayed");
        assertThat(ask(other, "hi").outcome()).isEqualTo("replayed");
    }

    @Test
    void aMissNamesTheNearestRecordingAndTheDifference() {
        deck.record("Good morning");
        Session replay = deck.open(Mode.REPLAY);

        assertThatThrownBy(() -> replay.exchange(call("Good evening")))
                .isInstanceOf(FailedCall.class)
                .hasMessageContaining("#1")
                .hasMessageContaining("/messages/0/content")
                .hasMessageContaining("Good evening")
                .hasMessageContaining("Good morning")
                .hasMessageContaining("mode auto");
        assertThat(replay.misses()).singleElement().satisfies(miss -> {
            assertThat(miss.nearest()).extracting(Nearest::number).containsExactly(1);
            assertThat(miss.exhausted()).isFalse();
        });
        assertThat(replay.counters().missed()).isOne();
    }

    @Test
    void aMissShowsNoSecret() {
        deck.record("Good morning");
        Session replay = deck.open(Mode.REPLAY);

        assertThatThrownBy(() -> replay.exchange(call("Good " + Deck.SECRET)))
                .hasMessageContaining("«hushed»")
                .hasMessageNotContaining(Deck.SECRET + "\"");
    }

    @Test
    void aMissInAnUnknownLaneNamesTheLanesThereAre() {
        deck.record("hi");
        Session replay = deck.open(Mode.REPLAY);

        assertThatThrownBy(() -> replay.exchange(call("hi", Lane.of("worker-7"))))
                .hasMessageContaining("worker-7")
                .hasMessageContaining("main");
    }

    @Test
    void replayOfACassetteThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> deck.open(Mode.REPLAY))
                .isInstanceOfSatisfying(
                        FailedCall.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo("tapedeck_unknown_cassette"));
    }

    @Test
    void anInteractionRecordedAfterTheSessionOpenedIsFoundToo() {
        deck.record("one");
        Session replay = deck.open(Mode.REPLAY);
        ask(replay, "one");
        deck.record("two", "one");

        assertThat(ask(replay, "two").outcome()).isEqualTo("replayed");
        assertThat(ask(replay, "one").outcome()).isEqualTo("replayed");
        assertThat(ask(replay, "one").outcome()).isEqualTo("exhausted");
    }

    @Test
    void whatIsInMemoryIsAnsweredAtOnceAndTakenOnce() {
        deck.record("hi");
        Session replay = deck.open(Mode.REPLAY);

        Optional<Answer> first = replay.exchangeAtOnce(call("hi"));
        Optional<Answer> second = replay.exchangeAtOnce(call("hi"));

        assertThat(first)
                .hasValueSatisfying(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(second).isEmpty();
        assertThat(replay.counters().replayed()).isOne();
    }

    @Test
    void aReplayInRealtimeKeepsTheRecordedPauses() {
        deck.provider.thenAnswer(ScriptedAnswer.events()
                .chunk(Duration.ofMillis(100), Bytes.utf8("a"))
                .chunk(Duration.ofMillis(300), Bytes.utf8("b")));
        ask(deck.open(Mode.RECORD), "hi");
        SessionSpec twiceAsFast = new SessionSpec(Deck.NAME, Mode.REPLAY, OnExhausted.FAIL, Speed.parse("2.0"), false);

        ask(deck.sessions.open(twiceAsFast), "hi");

        assertThat(deck.time.pauses()).containsExactly(Duration.ofMillis(50), Duration.ofMillis(150));
    }

    @Test
    void theRequestIsStoredRedactedAndTheAnswerAsItWas() {
        deck.provider.thenAnswer("\"%s\"".formatted(Deck.SECRET));
        Session record = deck.open(Mode.RECORD);

        ask(record, "say " + Deck.SECRET);

        Interaction interaction = deck.recorded().getFirst();
        assertThat(interaction.ticket().request().body().text())
                .contains("«hushed»")
                .doesNotContain(Deck.SECRET + "\"");
        assertThat(ask(deck.open(Mode.REPLAY), "say " + Deck.SECRET).text()).isEqualTo("\"hush\"");
        assertThat(record.report().warnings())
                .extracting(SessionWarning::interaction)
                .containsExactly(1);
    }

    @Test
    void answersAreRedactedTooWhereThatIsAskedFor() {
        Deck careful = new Deck(OnDisconnect.DRAIN, true);
        careful.provider.thenAnswer(ScriptedAnswer.events().chunk("data: hu").chunk("sh\n\n"));

        ask(careful.open(Mode.RECORD), "hi");

        assertThat(ask(careful.open(Mode.REPLAY), "hi").text()).isEqualTo("data: «hushed»\n\n");
    }

    @Test
    void theModelIsReadFromBodyOrPath() {
        deck.record("hi");

        assertThat(deck.recorded().getFirst().ticket().model()).contains(Examples.MODEL);
        assertThat(deck.store.find(Deck.NAME).orElseThrow().models()).containsExactly(Examples.MODEL);
    }

    @Test
    void anAnswerOfDeclaredLengthIsOnTheTapeBeforeItsLastChunkIsGiven() {
        deck.provider.thenAnswer(new ScriptedAnswer(200, Headers.of("content-length", "4"), List.of())
                .chunk("ab")
                .chunk("cd"));
        Answer answer = deck.open(Mode.RECORD).exchange(call("hi"));

        answer.next();
        boolean afterTheFirst = isComplete();
        answer.next();
        boolean afterTheLast = isComplete();

        assertThat(List.of(afterTheFirst, afterTheLast)).containsExactly(false, true);
        answer.close();
    }

    @Test
    void aStreamIsOnTheTapeBeforeItsLastEventIsGiven() {
        deck.provider.thenAnswer(ScriptedAnswer.events().chunk("data: {}\n\n").chunk("data: [DONE]\n\n"));
        Answer answer = deck.open(Mode.RECORD).exchange(call("hi"));

        answer.next();
        boolean afterTheFirst = isComplete();
        answer.next();
        boolean afterTheLast = isComplete();

        assertThat(List.of(afterTheFirst, afterTheLast)).containsExactly(false, true);
        answer.close();
    }

    private boolean isComplete() {
        return !(deck.recorded().getFirst().outcome() instanceof Outcome.Incomplete);
    }

    @Test
    void whatTheClientLeftUnreadIsDrainedAndRecorded() {
        deck.provider.thenAnswer(ScriptedAnswer.events().chunk("a").chunk("b").chunk("c"));
        Session record = deck.open(Mode.RECORD);

        try (Answer answer = record.exchange(call("hi"))) {
            answer.next();
            answer.cancel();
        }

        assertThat(ask(deck.open(Mode.REPLAY), "hi").text()).isEqualTo("abc");
    }

    @Test
    void whatTheClientLeftUnreadIsDroppedWhereThatIsAskedFor() {
        Deck discarding = new Deck(OnDisconnect.DISCARD, false);
        discarding.provider.thenAnswer(ScriptedAnswer.events().chunk("a").chunk("b"));

        try (Answer answer = discarding.open(Mode.RECORD).exchange(call("hi"))) {
            answer.next();
            answer.cancel();
        }

        assertThat(discarding.recorded()).isEmpty();
        assertThat(discarding.provider.given().getFirst().isCancelled()).isTrue();
        assertThat(discarding.provider.given().getFirst().isClosed()).isTrue();
    }

    @Test
    void aDiscardedRecordingIsDroppedEvenWhileItsNextChunkIsAwaited() throws Exception {
        Deck discarding = new Deck(OnDisconnect.DISCARD, false);
        discarding.provider.thenAnswer(ScriptedAnswer.events()
                .chunk("a")
                .waitFor(new CompletableFuture<>())
                .chunk("b"));
        Answer answer = discarding.open(Mode.RECORD).exchange(call("hi"));
        answer.next();
        CompletableFuture<Optional<Failure>> waiting = CompletableFuture.supplyAsync(
                () -> {
                    try (answer) {
                        answer.next();
                        return Optional.empty();
                    } catch (FailedCall failed) {
                        return Optional.of(failed.failure());
                    }
                },
                Thread::startVirtualThread);

        answer.cancel();

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isPresent();
        assertThat(discarding.recorded()).isEmpty();
    }

    @Test
    void aLastEventInTwoPiecesIsHeldBackUntilItIsOnTheTape() {
        deck.provider.thenAnswer(
                ScriptedAnswer.events().chunk("data: {}\n\ndata: [DO").chunk("NE]\n\n"));
        Answer answer = deck.open(Mode.RECORD).exchange(call("hi"));

        answer.next();
        boolean afterTheFirst = isComplete();
        answer.next();
        boolean afterTheLast = isComplete();

        assertThat(List.of(afterTheFirst, afterTheLast)).containsExactly(false, true);
        answer.close();
    }

    @Test
    void textThatSpeaksOfTheLastEventIsPassedOnAtOnce() {
        deck.provider.thenAnswer(ScriptedAnswer.events()
                .chunk("data: {\"text\":\"say data: [DONE] now\"}\n\n")
                .waitFor(new CompletableFuture<>()));
        Answer answer = deck.open(Mode.RECORD).exchange(call("hi"));

        assertThat(answer.next()).isPresent();
    }

    @Test
    void whatCantBeStoredIsNotDeliveredWhole() {
        deck.provider.thenAnswer(new ScriptedAnswer(200, Headers.of("content-length", "4"), List.of())
                .chunk("ab")
                .chunk("cd"));
        Answer answer = deck.open(Mode.RECORD).exchange(call("hi"));
        answer.next();
        deck.store.delete(Deck.NAME); // so that the end has nowhere to go

        assertThatThrownBy(answer::next).isInstanceOf(FailedCall.class);
    }

    @Test
    void theMessageOfAMissIsShortHoweverLongTheRequestIs() {
        deck.record("hi");
        Session replay = deck.open(Mode.REPLAY);

        ask(replay, "x".repeat(20_000));

        assertThat(replay.misses().getFirst().message().length()).isLessThan(600);
    }

    @Test
    void aMissNamesTheHeaderOfTheRecipeThatDiffers() {
        deck.store.create(Deck.NAME, new KeyRecipe(1, List.of(), List.of(), List.of("anthropic-beta")), Examples.NOON);
        deck.provider.thenAnswer("1");
        ask(deck.open(Mode.RECORD), beta("a"));

        assertThatThrownBy(() -> deck.open(Mode.REPLAY).exchange(beta("b")))
                .hasMessageContaining("header anthropic-beta (b here, a recorded)");
    }

    private static Call beta(String value) {
        ProviderRequest plain = Examples.chat("hi");
        ProviderRequest withBeta = new ProviderRequest(
                plain.provider(),
                plain.dialect(),
                plain.method(),
                plain.path(),
                plain.query(),
                plain.headers().with("anthropic-beta", value),
                plain.body());
        return new Call(withBeta, Lane.MAIN, Terms.of(Effect.SAFE));
    }
}
