package dev.tapedeck.storage.memory;

import dev.tapedeck.audit.AuditEntry;
import dev.tapedeck.audit.AuditLog;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest {@value #KEPT} changes, which are forgotten at the end. Thread-safe. */
public final class MemoryAuditLog implements AuditLog {
    private static final int KEPT = 1_000;

    private final Deque<Written> newestFirst = new ArrayDeque<>();
    private long last;

    @Override
    public synchronized void write(AuditEntry entry) {
        last++;
        newestFirst.addFirst(new Written(last, entry));
        if (newestFirst.size() > KEPT) {
            newestFirst.removeLast();
        }
    }

    @Override
    public synchronized List<Written> before(long number, int limit) {
        return newestFirst.stream()
                .filter(written -> written.number() < number)
                .limit(limit)
                .toList();
    }
}
