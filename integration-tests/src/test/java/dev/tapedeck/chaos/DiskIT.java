package dev.tapedeck.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tapedeck.support.Answered;
import dev.tapedeck.support.Caller;
import dev.tapedeck.support.RawAnswer;
import dev.tapedeck.support.RawClient;
import dev.tapedeck.support.ReceivedRequest;
import dev.tapedeck.support.ScriptedReply;
import dev.tapedeck.support.ScriptedUpstream;
import dev.tapedeck.support.SessionUnderTest;
import dev.tapedeck.support.TapedeckProcess;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A full disk, a read-only folder: nothing is paid for that can't be kept, and what is kept is played. */
class DiskIT {
    private static final int KEPT = 40;
    private static final int REFUSED = 20;
    private static final int ROOM = 256 * 1_024;
    private static final int MORE_THAN_FITS = 2_000;
    /** So many beginnings, of some 400 bytes, fit into a block of four kilobytes. */
    private static final int AT_THE_EDGE = 10;

    private final ScriptedUpstream upstream = ScriptedUpstream.answering(DiskIT::reply);
    private final Ledger ledger = new Ledger();

    private static ScriptedReply reply(ReceivedRequest request) {
        return Question.asked(request.text()).reply();
    }

    @AfterEach
    void end() {
        upstream.close();
    }

    @ParameterizedTest
    @EnumSource
    void whileNothingCanBeWrittenRecordingIsRefusedBeforeTheProviderIsCalledAndReplayGoesOn(Store store) {
        assumeTrue(
                SmallDisk.mountable(),
                "A full disk needs one to fill: only root can mount a small one, and not everywhere.");
        // Given
        try (SmallDisk disk = SmallDisk.mounted();
                TapedeckProcess process = store.settings()
                        .data(disk.data())
                        .provider("real", "openai", upstream.baseUrl())
                        .start();
                Caller caller = Caller.of(process)) {
            SessionUnderTest kept = caller.open("kept", "record");
            IntStream.range(0, KEPT)
                    .forEach(call -> assertThat(recorded(process, kept, new Question("kept-" + call)))
                            .isPresent());
            kept.close();
            SessionUnderTest playing = caller.open("kept", "replay");
            SessionUnderTest recording = caller.open("tape", "record");

            // When
            disk.fillBut(ROOM);
            int fit = recordUntilRefused(process, recording, "almost-full");
            disk.free();
            disk.fill();
            recordUntilRefused(process, recording, "full");

            // Then
            recordsNothing(caller, recording, "really-full");
            plays(caller, playing);
            plays(caller, caller.open("kept", "replay"));
            assertThat(caller.get("/q/health/live").status()).isEqualTo(200);

            // When
            disk.free();

            // Then
            assertThat(recorded(process, recording, new Question("after-all")))
                    .as("recorded once there is room again")
                    .isPresent();

            // When
            process.stop();
            disk.readOnly();
            process.restart();

            // Then
            recordsNothing(caller, caller.open("tape", "record"), "read-only");
            plays(caller, caller.open("kept", "replay"));
            Inspection inspection = new Inspection(process, caller);
            assertThat(ledger.cassettes()).allSatisfy(cassette -> {
                assertThat(inspection.lost(cassette, ledger.on(cassette))).isEmpty();
                assertThat(inspection.torn(cassette)).isEmpty();
            });
            assertThat(inspection.setAside()).isEmpty();
            assertThat(caller.get("/q/health/live").status()).isEqualTo(200);
            Results.add(
                    "disk, %s: %d recorded until it was full, then %d refused without a call, %d acknowledged and all there",
                    store, fit, REFUSED, ledger.size());
        }
    }

    /**
     * Records until a call is refused before the provider is called. At the very edge there may be some of which only
     * the beginning fits into the last block: they are paid for, and their clients see a cut.
     *
     * @return how many fit
     */
    private int recordUntilRefused(TapedeckProcess process, SessionUnderTest session, String what) {
        int calledInVain = 0;
        for (int call = 0; call < MORE_THAN_FITS; call++) {
            int before = upstream.received().size();
            boolean fits =
                    recorded(process, session, new Question(what + "-" + call)).isPresent();
            if (upstream.received().size() == before) {
                assertThat(calledInVain).as("calls paid for and not kept").isLessThanOrEqualTo(AT_THE_EDGE);
                return call - calledInVain;
            }
            calledInVain += fits ? 0 : 1;
        }
        throw new AssertionError("It records %d calls into %d bytes.".formatted(MORE_THAN_FITS, ROOM));
    }

    /** Makes a call that is to be recorded; nothing, if its client can't take it for whole. */
    private Optional<RawAnswer> recorded(TapedeckProcess process, SessionUnderTest session, Question question) {
        try (RawClient client = RawClient.connected(process)) {
            RawAnswer answer = client.post(session.door("real") + "/ask", question.request())
                    .readAnswer();
            if (!question.acknowledgedBy(answer)) {
                return Optional.empty();
            }
            ledger.acknowledge(session.view().path("cassette").asText(), question);
            return Optional.of(answer);
        }
    }

    private void recordsNothing(Caller caller, SessionUnderTest session, String why) {
        int before = upstream.received().size();
        List<Answered> refused = IntStream.range(0, REFUSED)
                .mapToObj(call -> caller.post(session.door("real") + "/ask", new Question(why + "-" + call).request()))
                .toList();
        assertThat(refused).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.text()).isEqualTo(503);
            assertThat(answer.json().at("/error/code").asText()).isEqualTo("tapedeck_store_unavailable");
        });
        assertThat(upstream.received())
                .as("calls paid for while the disk is " + why)
                .hasSize(before);
    }

    private static void plays(Caller caller, SessionUnderTest session) {
        for (int call = 0; call < KEPT; call++) {
            Question question = new Question("kept-" + call);
            Answered answer = caller.post(session.door("real") + "/ask", question.request());
            assertThat(answer.text()).isEqualTo(question.answer());
        }
    }
}
