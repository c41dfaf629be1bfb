package dev.tapedeck.resilience;

import static dev.tapedeck.resilience.CircuitSnapshot.State.CLOSED;
import static dev.tapedeck.resilience.CircuitSnapshot.State.HALF_OPEN;
import static dev.tapedeck.resilience.CircuitSnapshot.State.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.resilience.CircuitUnderTest.Attempt;
import dev.tapedeck.resilience.CircuitUnderTest.Maker;
import dev.tapedeck.resilience.CircuitUnderTest.Terms;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What a circuit means, rule by rule; each is stated here once, and tried on ours and on other libraries. */
public final class CircuitRules {
    public static final List<CircuitRule> ALL = List.of(
            rule("So many failures in a row open it", CircuitRules::failuresOpen),
            rule("A success ends the row of failures", CircuitRules::successEndsTheRow),
            rule("A failure of the client neither counts nor ends the row", CircuitRules::ignoredEndIsNeither),
            rule("Open, it refuses every call", CircuitRules::openRefuses),
            rule("A refused call is told when to come back", CircuitRules::refusalTellsWhen),
            rule("After the wait a call passes as a probe", CircuitRules::probeAfterTheWait),
            rule("No more than so many probes run at once", CircuitRules::probesAreBounded),
            rule("So many successful probes close it", CircuitRules::successesClose),
            rule("Any probe that fails opens it again", CircuitRules::failedProbeOpens),
            rule("Attempts to recover are a cooldown apart", CircuitRules::cooldown),
            rule("A probe ended by the client's fault doesn't help to close it", CircuitRules::ignoredProbe),
            rule("A probe ended by the client's fault makes room for another", CircuitRules::ignoredProbeMakesRoom),
            rule("A cancelled probe makes room for another", CircuitRules::cancelledProbeMakesRoom),
            rule("Cancelled probes don't block it", CircuitRules::cancelledProbes),
            rule("A probe that dies with an Error doesn't block it", CircuitRules::deadProbe),
            rule("A lost probe doesn't block it for ever", CircuitRules::lostProbe),
            rule("A success from before it opened doesn't help to close it", CircuitRules::staleSuccess),
            rule("A failure from before it opened doesn't open it again", CircuitRules::staleFailure),
            rule("A failure from before it opened doesn't count after it closed", CircuitRules::staleAfterClose),
            rule("A probe from before a reset doesn't help to close it", CircuitRules::staleProbe),
            rule("A second end of the same call changes nothing", CircuitRules::secondEnd),
            rule("Retry-After pauses it until then", CircuitRules::pauseRefuses),
            rule("Of several pauses the latest end holds", CircuitRules::latestPauseHolds),
            rule("A pause leaves state and failures alone", CircuitRules::pauseIsNoTransition),
            rule("Opened by hand, it stays open until closed by hand", CircuitRules::openByHand),
            rule("A reset forgets the failures", CircuitRules::resetForgets),
            rule("A call from before a reset changes nothing", CircuitRules::staleAfterReset),
            rule("Disabled, it lets every call pass", CircuitRules::disabled),
            rule("A changed threshold holds at once and keeps the state", CircuitRules::thresholdChanges),
            rule("One reading tells state, failures and probes", CircuitRules::reading));

    private static final Duration WAIT = Terms.USUAL.recovery();
    /** Libraries may differ in the last millisecond. */
    private static final Duration AFTER_THE_WAIT = WAIT.plusMillis(1);

    private static final int THRESHOLD = 3;

    private CircuitRules() {}

    private static CircuitRule rule(String sentence, Consumer<Maker> proof) {
        return new CircuitRule(sentence, proof);
    }

    private static void failuresOpen(Maker maker) {
        CircuitUnderTest circuit = usual(maker);
        fail(circuit, THRESHOLD - 1);
        assertThat(circuit.state()).isEqualTo(CLOSED);

        fail(circuit, 1);

        assertThat(circuit.state()).isEqualTo(OPEN);
    }

    private static void successEndsTheRow(Maker maker) {
        CircuitUnderTest circuit = usual(maker);
        fail(circuit, 2);

        let(circuit).succeed();

        fail(circuit, 2);
        assertThat(circuit.state()).isEqualTo(CLOSED);
        fail(circuit, 1);
        assertThat(circuit.state()).isEqualTo(OPEN);
    }

    private static void ignoredEndIsNeither(Maker maker) {
        CircuitUnderTest circuit = usual(maker);
        fail(circuit, 2);

        let(circuit).ignore();

        assertThat(circuit.state()).isEqualTo(CLOSED);
        fail(circuit, 1);
        assertThat(circuit.state()).isEqualTo(OPEN);
    }

    private static void openRefuses(Maker maker) {
        CircuitUnderTest circuit = opened(usual(maker));

        circuit.pass(WAIT.minusSeconds(1));

        assertThat(circuit.ask()).isEmpty();
    }

    private static void refusalTellsWhen(Maker maker) {
        CircuitUnderTest circuit = opened(usual(maker));

        circuit.pass(WAIT.minusSeconds(7));

        assertThat(circuit.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    private static void probeAfterTheWait(Maker maker) {
        CircuitUnderTest circuit = ripe(maker);

        Optional<Attempt> probe = circuit.ask();

        assertThat(probe).isPresent();
        assertThat(circuit.state()).isEqualTo(HALF_OPEN);
    }

    private static void probesAreBounded(Maker maker) {
        CircuitUnderTest circuit = ripe(maker);
        let(circuit);
        let(circuit);

        Optional<Attempt> third = circuit.ask();

        assertThat(third).isEmpty();
    }

    private static void successesClose(Maker maker) {
        CircuitUnderTest circuit = ripe(maker);
        let(circuit).succeed();
        assertThat(circuit.state()).isEqualTo(HALF_OPEN);

        let(circuit).succeed();

        assertThat(circuit.state()).isEqualTo(CLOSED);
    }

    private static void failedProbeOpens(Maker maker) {
        CircuitUnderTest afterSuccess = ripe(maker);
        CircuitUnderTest first = ripe(maker);
        let(afterSuccess).succeed();

        let(afterSuccess).fail();
        let(first).fail();

        assertThat(afterSuccess.state()).isEqualTo(OPEN);
        assertThat(first.state()).isEqualTo(OPEN);
    }

    private static void cooldown(Maker maker) {
        Duration recovery = Duration.ofSeconds(1);
        CircuitUnderTest circuit = opened(maker.make(new Terms(recovery, Duration.ofSeconds(10), Terms.USUAL.lease())));
        circuit.pass(recovery.plusMillis(1));
        List<Attempt> probes = List.of(let(circuit), let(circuit));
        probes.forEach(Attempt::fail);
        assertThat(circuit.state()).isEqualTo(OPEN);

        circuit.pass(Duration.ofSeconds(9));

        assertThat(circuit.ask()).isEmpty();
        circuit.pass(Duration.ofMillis(1_001));
        assertThat(circuit.ask()).isPresent();
    }

    private static void ignoredProbe(Maker maker) {
        CircuitUnderTest circuit = ripe(maker);
        let(circuit).ignore();

        let(circuit).ignore();

        assertThat(circuit.state()).isEqualTo(HALF_OPEN);
    }

    private static void ignoredProbeMakesRoom(Maker maker) {
        CircuitUnderTest circuit = ripe(maker);
        let(circuit);
        Attempt probe = let(circuit);

        probe.ignore();

        assertThat(circuit.ask()).isPresent();
    }

    private static void cancelledProbeMakesRoom(Maker maker) {
        CircuitUnderTest circuit = ripe(maker);
        let(circuit);
        Attempt probe = let(circuit);

        probe.cancel();

        assertThat(circuit.ask()).isPresent();
    }

    private static void cancelledProbes(Maker maker) {
        CircuitUnderTest circuit = ripe(maker);
        List<Attempt> probes = List.of(let(circuit), let(circuit));

        probes.forEach(Attempt::cancel);

        circuit.pass(Duration.ofHours(1));
        assertThat(circuit.ask()).isPresent();
    }

    private static void deadProbe(Maker maker) {
        CircuitUnderTest circuit = ripe(maker);
        circuit.die();
        if (circuit.state() == HALF_OPEN) {
            circuit.die();
        }

        circuit.pass(Duration.ofHours(1));

        assertThat(circuit.ask()).isPresent();
    }

    private static void lostProbe(Maker maker) {
        Duration lease = Duration.ofMillis(20);
        CircuitUnderTest circuit = opened(maker.make(new Terms(WAIT, Duration.ZERO, lease)));
        circuit.pass(AFTER_THE_WAIT);
        let(circuit);
        let(circuit);

        circuit.pass(lease);
        circuit.pass(Duration.ofHours(1));

        assertThat(circuit.ask()).isPresent();
    }

    private static void staleSuccess(Maker maker) {
        CircuitUnderTest circuit = usual(maker);
        Attempt before = let(circuit);
        Attempt alsoBefore = let(circuit);
        halfOpen(opened(circuit));

        before.succeed();
        alsoBefore.succeed();

        assertThat(circuit.state()).isEqualTo(HALF_OPEN);
    }

    private static void staleFailure(Maker maker) {
        CircuitUnderTest circuit = usual(maker);
        Attempt before = let(circuit);
        Attempt alsoBefore = let(circuit);
        halfOpen(opened(circuit));

        before.fail();
        alsoBefore.fail();

        assertThat(circuit.state()).isEqualTo(HALF_OPEN);
    }

    private static void staleAfterClose(Maker maker) {
        CircuitUnderTest circuit = usual(maker);
        Attempt before = let(circuit);
        opened(circuit).pass(AFTER_THE_WAIT);
        let(circuit).succeed();
        let(circuit).succeed();
        assertThat(circuit.state()).isEqualTo(CLOSED);
        fail(circuit, 2);

        before.fail();

        assertThat(circuit.state()).isEqualTo(CLOSED);
    }

    private static void staleProbe(Maker maker) {
        CircuitUnderTest circuit = ripe(maker);
        Attempt before = let(circuit);
        circuit.reset();
        opened(circuit).pass(AFTER_THE_WAIT);
        let(circuit).succeed();

        before.succeed();

        assertThat(circuit.state()).isEqualTo(HALF_OPEN);
    }

    private static void secondEnd(Maker maker) {
        CircuitUnderTest circuit = usual(maker);
        Attempt call = let(circuit);

        call.fail();
        call.fail();
        call.fail();

        assertThat(circuit.state()).isEqualTo(CLOSED);
    }

    private static void pauseRefuses(Maker maker) {
        CircuitUnderTest circuit = usual(maker);
        circuit.pause(Duration.ofSeconds(90));

        circuit.pass(Duration.ofSeconds(89));

        assertThat(circuit.ask()).isEmpty();
        circuit.pass(Duration.ofMillis(1_001));
        assertThat(circuit.ask()).isPresent();
    }

    private static void latestPauseHolds(Maker maker) {
        CircuitUnderTest circuit = usual(maker);
        circuit.pause(Duration.ofSeconds(90));
        circuit.pause(Duration.ofSeconds(5));

        circuit.pass(Duration.ofSeconds(89));

        assertThat(circuit.ask()).isEmpty();
    }

    private static void pauseIsNoTransition(Maker maker) {
        CircuitUnderTest circuit = usual(maker);
        fail(circuit, 2);

        circuit.pause(Duration.ofSeconds(90));

        assertThat(circuit.state()).isEqualTo(CLOSED);
        circuit.pass(Duration.ofMillis(90_001));
        fail(circuit, 1);
        assertThat(circuit.state()).isEqualTo(OPEN);
    }

    private static void openByHand(Maker maker) {
        CircuitUnderTest circuit = usual(maker);
        circuit.open();

        circuit.pass(Duration.ofDays(2));

        assertThat(circuit.ask()).isEmpty();
        circuit.close();
        assertThat(circuit.ask()).isPresent();
    }

    private static void resetForgets(Maker maker) {
        CircuitUnderTest circuit = usual(maker);
        fail(circuit, 2);

        circuit.reset();

        fail(circuit, 2);
        assertThat(circuit.state()).isEqualTo(CLOSED);
    }

    private static void staleAfterReset(Maker maker) {
        CircuitUnderTest circuit = usual(maker);
        List<Attempt> before = List.of(let(circuit), let(circuit), let(circuit));

        circuit.reset();
        before.forEach(Attempt::fail);

        assertThat(circuit.state()).isEqualTo(CLOSED);
    }

    private static void disabled(Maker maker) {
        CircuitUnderTest circuit = opened(usual(maker));

        circuit.disable();

        assertThat(circuit.ask()).isPresent();
    }

    private static void thresholdChanges(Maker maker) {
        CircuitUnderTest circuit = usual(maker);
        fail(circuit, 2);

        circuit.threshold(5);
        fail(circuit, 2);
        assertThat(circuit.state()).isEqualTo(CLOSED);
        fail(circuit, 1);

        assertThat(circuit.state()).isEqualTo(OPEN);
    }

    private static void reading(Maker maker) {
        CircuitUnderTest circuit = usual(maker);
        fail(circuit, 2);
        assertThat(circuit.reading()).isEqualTo("CLOSED 2 0");

        halfOpen(opened(circuit));

        assertThat(circuit.reading()).isEqualTo("HALF_OPEN 0 1");
    }

    private static CircuitUnderTest usual(Maker maker) {
        return maker.make(Terms.USUAL);
    }

    private static CircuitUnderTest opened(CircuitUnderTest circuit) {
        while (circuit.state() == CLOSED) {
            fail(circuit, 1);
        }
        return circuit;
    }

    /** Open, and the next call is a probe. */
    private static CircuitUnderTest ripe(Maker maker) {
        CircuitUnderTest circuit = opened(usual(maker));
        circuit.pass(AFTER_THE_WAIT);
        return circuit;
    }

    /** With one probe under way. */
    private static void halfOpen(CircuitUnderTest circuit) {
        circuit.pass(AFTER_THE_WAIT);
        let(circuit);
        assertThat(circuit.state()).isEqualTo(HALF_OPEN);
    }

    private static Attempt let(CircuitUnderTest circuit) {
        Optional<Attempt> attempt = circuit.ask();
        assertThat(attempt).isPresent();
        return attempt.orElseThrow();
    }

    private static void fail(CircuitUnderTest circuit, int times) {
        for (int i = 0; i < times; i++) {
            let(circuit).fail();
        }
    }
}
