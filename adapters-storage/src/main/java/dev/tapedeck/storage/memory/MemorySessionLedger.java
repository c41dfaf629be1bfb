package dev.tapedeck.storage.memory;

import dev.tapedeck.cassette.LocalPage;
import dev.tapedeck.cassette.SessionEntry;
import dev.tapedeck.cassette.SessionId;
import dev.tapedeck.cassette.SessionLedger;
import dev.tapedeck.cassette.SessionPage;
import dev.tapedeck.cassette.SessionSpec;
import dev.tapedeck.exchange.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The sessions of one node alone. They live in memory: after a restart clients open new ones. Thread-safe. */
public final class MemorySessionLedger implements SessionLedger {
    private final Time time;
    private final Map<SessionId, LocalPage> pages = new ConcurrentHashMap<>();
    private final Map<SessionSpec, LocalPage> implicit = new ConcurrentHashMap<>();

    public MemorySessionLedger(Time time) {
        this.time = time;
    }

    @Override
    public boolean atHand() {
        return true;
    }

    @Override
    public SessionPage open(SessionEntry session) {
        return entered(session);
    }

    private LocalPage entered(SessionEntry session) {
        LocalPage page = new LocalPage(session, time, this::strike);
        pages.put(session.id(), page);
        return page;
    }

    private void strike(LocalPage page) {
        pages.remove(page.entry().id());
        implicit.remove(page.entry().spec(), page);
    }

    @Override
    public SessionPage openImplicit(SessionEntry proposed) {
        return implicit.compute(
                proposed.spec(), (spec, page) -> page == null || page.closing() ? entered(proposed) : page);
    }

    @Override
    public Optional<SessionPage> find(SessionId id) {
        return Optional.ofNullable(pages.get(id));
    }

    @Override
    public List<SessionEntry> open() {
        return pages.values().stream().map(LocalPage::entry).toList();
    }

    @Override
    public List<SessionId> idle(Duration idle) {
        Instant limit = time.now().minus(idle);
        return pages.values().stream()
                .filter(page -> page.entry().implicit() && page.lastUsed().isBefore(limit))
                .map(page -> page.entry().id())
                .toList();
    }

    /** There is nobody to be told. */
    @Override
    public void beat() {}
}
