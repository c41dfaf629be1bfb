package dev.tapedeck.cassette;

import static dev.tapedeck.cassette.Deck.ask;
import static dev.tapedeck.cassette.Deck.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tapedeck.cassette.Deck.Seen;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.ScriptedAnswer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModesTest {
    private static final Failure BROKEN = new Failure.Reset("The connection broke.");

    private final Deck deck = new Deck();

    @Test
    void offPassesThroughAndWritesNothing() {
        deck.provider.thenAnswer("1");

        Seen seen = ask(deck.open(Mode.OFF), "hi");

        assertThat(seen.outcome()).isEqualTo("live");
        assertThat(deck.store.find(Deck.NAME)).isEmpty();
    }

    @Test
    void recordGoesLiveEvenForWhatIsOnTheTape() {
        deck.record("hi");
        deck.provider.thenAnswer("2");

        assertThat(ask(deck.open(Mode.RECORD), "hi").text()).isEqualTo("2");
        assertThat(deck.recorded()).hasSize(2);
    }

    @Test
    void autoPlaysWhatIsOnTheTapeAndRecordsTheRest() {
        deck.record("hi");
        deck.provider.thenAnswer("2");
        Session auto = deck.open(Mode.AUTO);

        List<Seen> seen = List.of(ask(auto, "hi"), ask(auto, "new"));

        assertThat(seen).extracting(Seen::outcome).containsExactly("replayed", "recorded");
        assertThat(deck.recorded()).hasSize(2);
    }

    @Test
    void autoRecordsARepeatedCallAgainSoThatItsTapeReplaysWhole() {
        deck.provider.thenAnswer("1").thenAnswer("2");
        Session auto = deck.open(Mode.AUTO);

        ask(auto, "hi");
        ask(auto, "hi");

        Session replay = deck.open(Mode.REPLAY);
        assertThat(List.of(ask(replay, "hi"), ask(replay, "hi")))
                .extracting(Seen::text)
                .containsExactly("1", "2");
    }

    @Test
    void fallbackPrefersTheLiveAnswerAndRecordsNothing() {
        deck.record("hi");
        deck.provider.thenAnswer("live");

        Seen seen = ask(deck.open(Mode.FALLBACK), "hi");

        assertThat(seen.outcome()).isEqualTo("live");
        assertThat(seen.text()).isEqualTo("live");
        assertThat(deck.recorded()).hasSize(1);
    }

    @Test
    void fallbackServesTheRecordingIfTheUpstreamFailsBeforeOneByte() {
        deck.record("a", "b", "c");
        deck.provider
                .thenFail(BROKEN)
                .thenAnswer(ScriptedAnswer.events().breakWith(BROKEN))
                .thenAnswer(ScriptedAnswer.json(503, "{}"));
        Session fallback = deck.open(Mode.FALLBACK);

        List<Seen> seen = List.of(ask(fallback, "a"), ask(fallback, "b"), ask(fallback, "c"));

        assertThat(seen).extracting(Seen::outcome).containsOnly("fallback");
        assertThat(seen).extracting(Seen::text).containsExactly("\"a to you\"", "\"b to you\"", "\"c to you\"");
    }

    @Test
    void fallbackNeverMixesLiveAndRecordedBytes() {
        deck.record("hi");
        deck.provider.thenAnswer(ScriptedAnswer.events().chunk("live").breakWith(BROKEN));

        Seen seen = ask(deck.open(Mode.FALLBACK), "hi");

        assertThat(seen.text()).isEqualTo("live");
        assertThat(seen.failure()).contains("tapedeck_upstream_reset");
    }

    @Test
    void fallbackPassesTheFailureOnIfThereIsNoRecording() {
        deck.provider.thenFail(BROKEN).thenAnswer(ScriptedAnswer.json(503, "{\"busy\":true}"));
        Session fallback = deck.open(Mode.FALLBACK);

        assertThat(ask(fallback, "hi").failure()).contains("tapedeck_upstream_reset");
        assertThat(ask(fallback, "hi")).satisfies(seen -> {
            assertThat(seen.status()).isEqualTo(503);
            assertThat(seen.text()).isEqualTo("{\"busy\":true}");
        });
    }

    @Test
    void fallbackTakesARecordingOnlyWhenItServesIt() {
        deck.record("hi");
        deck.provider.thenAnswer("live").thenFail(BROKEN);
        Session fallback = deck.open(Mode.FALLBACK);

        ask(fallback, "hi");

        assertThat(ask(fallback, "hi").outcome()).isEqualTo("fallback");
    }

    @Test
    void aCallThatIsNoCallLeavesNoTrace() {
        deck.provider.thenFail(new Failure.Unknown(Failure.Unknown.Kind.PROVIDER, "No such provider."));

        Seen seen = ask(deck.open(Mode.RECORD), "hi");

        assertThat(seen.failure()).contains("tapedeck_unknown_provider");
        assertThat(deck.recorded()).isEmpty();
    }

    @Test
    void aCallThatNeverEndedKeepsItsPlaceAndReplaysAsAFailure() {
        deck.provider.thenAnswer(ScriptedAnswer.events().chunk("a")).thenAnswer("2");
        Session record = deck.open(Mode.RECORD);
        record.exchange(call("hi")); // never read, never closed: as if Tapedeck had been stopped
        ask(record, "hi");

        Session replay = deck.open(Mode.REPLAY);

        assertThat(ask(replay, "hi").failure()).contains("tapedeck_upstream_incomplete");
        assertThat(ask(replay, "hi").text()).isEqualTo("2");
        assertThat(replay.report().incomplete()).containsExactly(1);
    }

    @Test
    void freshGoesWithRecordOnly() {
        FailedCall refused = catchThrowableOfType(
                FailedCall.class, () -> new SessionSpec(Deck.NAME, Mode.REPLAY, OnExhausted.FAIL, Speed.INSTANT, true));

        assertThat(refused.failure().code()).isEqualTo("tapedeck_invalid_session");
    }

    @Test
    void fallbackPassesTheFailureOnAlsoWhenTheTapeCantBeAsked() {
        deck.record("hi");
        Session fallback = deck.open(Mode.FALLBACK);
        deck.store.delete(Deck.NAME);
        deck.provider.thenAnswer(ScriptedAnswer.json(503, "{}"));

        assertThat(ask(fallback, "hi").status()).isEqualTo(503);
    }

    @Test
    void fallbackPassesOverRecordedFailures() {
        Session record = deck.open(Mode.RECORD);
        deck.provider.thenFail(BROKEN).thenAnswer("good").thenFail(BROKEN);
        ask(record, "hi");
        ask(record, "hi");

        assertThat(ask(deck.open(Mode.FALLBACK), "hi").text()).isEqualTo("good");
    }
}
