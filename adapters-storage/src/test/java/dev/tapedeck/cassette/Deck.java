package dev.tapedeck.cassette;

import dev.tapedeck.exchange.Answer;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Chunk;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.ScriptedProvider;
import dev.tapedeck.exchange.Terms;
import dev.tapedeck.exchange.VirtualTime;
import dev.tapedeck.redaction.Finding;
import dev.tapedeck.redaction.Redaction;
import dev.tapedeck.redaction.Redactor;
import dev.tapedeck.storage.memory.MemoryCassetteStore;
import dev.tapedeck.storage.memory.MemorySessionLedger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A deck for tests: a store in memory, a scripted provider behind it, and short words for what tests do with it. */
final class Deck {
    static final CassetteName NAME = new CassetteName("greeting");
    /** What the test's redactor takes for a secret. */
    static final String SECRET = "hush";

    final FragileStore fragile;
    final CassetteStore store;
    final VirtualTime time = new VirtualTime();
    final ScriptedProvider provider = new ScriptedProvider();
    final Sessions sessions;

    Deck() {
        this(OnDisconnect.DRAIN, false);
    }

    Deck(OnDisconnect onDisconnect, boolean redactOutcomes) {
        this(new Sessions.Settings(
                onDisconnect, Acknowledge.DURABLE, OnStoreFailure.REFUSE, redactOutcomes, Duration.ofHours(1)));
    }

    Deck(Acknowledge acknowledge, OnStoreFailure onStoreFailure) {
        this(new Sessions.Settings(OnDisconnect.DRAIN, acknowledge, onStoreFailure, false, Duration.ofHours(1)));
    }

    private Deck(Sessions.Settings settings) {
        fragile = new FragileStore(new MemoryCassetteStore());
        store = fragile.store();
        sessions = new Sessions(store, new MemorySessionLedger(time), new HushRedactor(), time, provider, settings);
    }

    /** One node of several. */
    Deck(CassetteStore shared, SessionLedger ledger) {
        Sessions.Settings settings = new Sessions.Settings(
                OnDisconnect.DRAIN, Acknowledge.DURABLE, OnStoreFailure.REFUSE, false, Duration.ofHours(1));
        fragile = new FragileStore(shared);
        store = fragile.store();
        sessions = new Sessions(store, ledger, new HushRedactor(), time, provider, settings);
    }

    /** What a client saw of a call. */
    record Seen(int status, List<String> chunks, Optional<String> failure, String outcome) {
        String text() {
            return String.join("", chunks);
        }
    }

    Session open(Mode mode) {
        return sessions.open(SessionSpec.of(NAME, mode));
    }

    Session open(Mode mode, OnExhausted onExhausted) {
        return sessions.open(new SessionSpec(NAME, mode, onExhausted, Speed.INSTANT, false));
    }

    Session openFresh() {
        return sessions.open(new SessionSpec(NAME, Mode.RECORD, OnExhausted.FAIL, Speed.INSTANT, true));
    }

    static Call call(String question) {
        return call(question, Lane.MAIN);
    }

    static Call call(String question, Lane lane) {
        return new Call(Examples.chat(question), lane, Terms.of(Effect.SAFE));
    }

    /** Makes the call and reads its answer to the end, as a client would. */
    static Seen ask(Session session, Call call) {
        try (Answer answer = session.exchange(call)) {
            return read(answer);
        } catch (FailedCall failed) {
            return failed(0, List.of(), failed);
        }
    }

    /** Reads an answer to its end. */
    static Seen read(Answer answer) {
        List<String> chunks = new ArrayList<>();
        try {
            for (Optional<Chunk> chunk = answer.next(); chunk.isPresent(); chunk = answer.next()) {
                chunks.add(chunk.get().bytes().text());
            }
            return new Seen(
                    answer.status(),
                    chunks,
                    Optional.empty(),
                    answer.provenance().source().id());
        } catch (FailedCall failed) {
            return failed(answer.status(), chunks, failed);
        }
    }

    private static Seen failed(int status, List<String> chunks, FailedCall failed) {
        return new Seen(
                status,
                chunks,
                Optional.of(failed.failure().code()),
                failed.provenance().source().id());
    }

    static Seen ask(Session session, String question) {
        return ask(session, call(question));
    }

    /** Records one answer to each question, in order, and closes the session. */
    void record(String... questions) {
        Session session = open(Mode.RECORD);
        for (String question : questions) {
            provider.thenAnswer("\"%s to you\"".formatted(question));
            ask(session, question);
        }
        sessions.close(session.id());
    }

    List<Interaction> recorded() {
        return store.interactions(store.find(NAME).orElseThrow().take(), 0, 10_000);
    }

    /** Finds one word, in bodies only. */
    private static final class HushRedactor implements Redactor {
        @Override
        public Redaction<Bytes> body(Bytes body, Optional<String> contentType) {
            return body.text().contains(SECRET)
                    ? new Redaction<>(
                            Bytes.utf8(body.text().replace(SECRET, "«hushed»")), List.of(new Finding("hush", "body")))
                    : Redaction.clean(body);
        }

        @Override
        public Redaction<Headers> headers(Headers headers) {
            return Redaction.clean(headers);
        }

        @Override
        public Redaction<String> query(String query) {
            return Redaction.clean(query);
        }

        @Override
        public Redaction<String> text(String text) {
            return Redaction.clean(text);
        }
    }
}
