package dev.tapedeck.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.cassette.Acknowledge;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.Mode;
import dev.tapedeck.cassette.OnDisconnect;
import dev.tapedeck.cassette.OnStoreFailure;
import dev.tapedeck.cassette.Session;
import dev.tapedeck.cassette.SessionSpec;
import dev.tapedeck.cassette.Sessions;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.exchange.ScriptedAnswer;
import dev.tapedeck.exchange.VirtualTime;
import dev.tapedeck.resilience.ReadOnlyGuard;
import dev.tapedeck.run.RunEntry;
import dev.tapedeck.storage.memory.MemoryCassetteStore;
import dev.tapedeck.storage.memory.MemorySessionLedger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A playbook that was recorded once replays without a live call: models, hosts, retries and recoveries alike. */
class RecordedPlaybookTest {
    private static final String PLAYBOOK = """
            "recovery":{"provider":"openai","model":"mender","actions":["http","set"]},
            "steps":[
              {"name":"classify","action":"complete","params":{"provider":"openai","model":"m","prompt":"Classify"},
               "verify":{"textContains":["billing"]},"onFailure":"retry","storeAs":"category"},
              {"name":"wait-for-it","action":"http","params":{"url":"https://orders.internal/job"},
               "verify":{"textContains":["ready"],"timeoutMs":3000}},
              {"name":"look-up","action":"http","params":{"url":"https://orders.internal/old/4711"},"storeAs":"order"},
              {"name":"note","action":"http","params":{"method":"POST","url":"https://orders.internal/notes",
               "body":{"about":"{category}","status":"{order.status}"}}}]""";

    private final MemoryCassetteStore store = new MemoryCassetteStore();

    private PlaybookResult play(PlaybooksUnderTest here, Mode mode) {
        VirtualTime time = new VirtualTime();
        Provider line = new ReadOnlyGuard(here.provider);
        Sessions sessions = new Sessions(
                store,
                new MemorySessionLedger(time),
                PlaybooksUnderTest.redactor(),
                time,
                line,
                new Sessions.Settings(
                        OnDisconnect.DRAIN, Acknowledge.DURABLE, OnStoreFailure.REFUSE, false, Duration.ofHours(1)));
        Session session = sessions.open(SessionSpec.of(new CassetteName("tickets"), mode));
        try {
            return here.run(here.named("triage", PLAYBOOK), "{}", session);
        } finally {
            sessions.close(session.id());
        }
    }

    @Test
    void aPlaybookThatWasRecordedReplaysWithoutALiveCall() {
        // Given
        PlaybooksUnderTest live = new PlaybooksUnderTest();
        live.provider
                .thenFail(new Failure.Reset("The connection broke."))
                .thenAnswer("it is about billing")
                .thenAnswer("{\"state\":\"working\"}")
                .thenAnswer("{\"state\":\"ready\"}")
                .thenAnswer(ScriptedAnswer.json(404, "{}"))
                .thenAnswer("{\"action\":\"http\",\"params\":{\"url\":\"https://orders.internal/new/4711\"}}")
                .thenAnswer("{\"status\":\"sent\"}")
                .thenAnswer("{}");
        PlaybookResult recorded = play(live, Mode.RECORD);

        // When
        PlaybooksUnderTest taped = new PlaybooksUnderTest();
        PlaybookResult replayed = play(taped, Mode.REPLAY);

        // Then
        assertThat(recorded.procedure().error()).isEmpty();
        assertThat(replayed.procedure().error()).isEmpty();
        assertThat(taped.provider.received()).isEmpty();
        assertThat(replayed.procedure().data())
                .isEqualTo(recorded.procedure().data())
                .contains("billing", "sent");
        assertThat(replayed.spent().tokens()).isEqualTo(recorded.spent().tokens());
        assertThat(replayed.spent().cost().nanos()).isZero();
        List<RunEntry.Call> calls = taped.entries(RunEntry.Call.class).toList();
        assertThat(calls).hasSize(8).allMatch(call -> call.outcome().equals("replayed"));
        assertThat(calls).extracting(RunEntry.Call::interaction).doesNotContain(Optional.empty());
    }
}
