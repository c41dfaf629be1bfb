package dev.tapedeck.resilience;

import dev.tapedeck.cassette.SessionEntry;
import dev.tapedeck.cassette.SessionId;
import dev.tapedeck.cassette.SessionLedger;
import dev.tapedeck.cassette.SessionPage;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.cassette.Tape;
import dev.tapedeck.exchange.Provenance.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;

/**
 * A ledger of sessions that may be down for a while, such as a database on the network. What a call needs of it passes a
 * circuit, and reads are made again. A session's end is never refused; nor is what is tried again later anyway.
 */
public final class GuardedSessionLedger implements SessionLedger {
    private final SessionLedger ledger;
    private final StoreCalls calls;

    public GuardedSessionLedger(SessionLedger ledger, StoreCalls calls) {
        this.ledger = ledger;
        this.calls = calls;
    }

    @Override
    public boolean atHand() {
        return ledger.atHand();
    }

    @Override
    public SessionPage open(SessionEntry session) {
        return new GuardedPage(calls.change(() -> ledger.open(session)));
    }

    @Override
    public SessionPage openImplicit(SessionEntry proposed) {
        return new GuardedPage(calls.change(() -> ledger.openImplicit(proposed)));
    }

    @Override
    public Optional<SessionPage> find(SessionId id) {
        return calls.read("find session", () -> ledger.find(id)).map(GuardedPage::new);
    }

    @Override
    public List<SessionEntry> open() {
        return calls.read("list sessions", ledger::open);
    }

    @Override
    public List<SessionId> idle(Duration idle) {
        return ledger.idle(idle);
    }

    @Override
    public void beat() {
        ledger.beat();
    }

    private final class GuardedPage implements SessionPage {
        private final SessionPage page;

        GuardedPage(SessionPage page) {
            this.page = page;
        }

        @Override
        public SessionEntry entry() {
            return page.entry();
        }

        @Override
        public boolean use() {
            return calls.change(page::use);
        }

        @Override
        public Instant lastUsed() {
            return calls.read("session last used", page::lastUsed);
        }

        @Override
        public OptionalLong move(TakeId take, Tape.Place place, LongUnaryOperator next) {
            return calls.change(() -> page.move(take, place, next));
        }

        @Override
        public Map<Tape.Place, Long> marks(TakeId take) {
            return calls.read("session marks", () -> page.marks(take));
        }

        @Override
        public void count(Source source) {
            page.count(source);
        }

        @Override
        public Map<Source, Long> counts() {
            return calls.read("session counts", page::counts);
        }

        @Override
        public boolean beginClosing() {
            return calls.change(page::beginClosing);
        }

        @Override
        public void reopen() {
            page.reopen();
        }

        @Override
        public void close() {
            calls.end("close session", page::close);
        }

        @Override
        public boolean leave() {
            return page.leave();
        }
    }
}
