package dev.tapedeck.storage.file;

import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.StoreFailures;
import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.storage.file.Change.Brought;
import dev.tapedeck.storage.file.JournalRecord.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Lock;

/**
 * A take that is being recorded: its journal, open for appending. Changes go to the journal first and into the index
 * when they are durable. A group that can't be written leaves no trace: its end is cut off before anything else is
 * written.
 */
final class Recording implements GroupWriter.Target {
    private static final byte[] NOTHING = {};

    private final Folder folder;
    private final TakeId take;
    private final FileChannel journal;
    private final TakeIndex index;
    private final Lock content;
    private final GroupWriter writer = new GroupWriter(this);
    private long durable;
    private boolean torn;

    /** A change with its records, and the number of its interaction. */
    private record Planned(Pending pending, int number, List<JournalRecord> records) {}

    /**
     * @param journal open, with its head written
     * @param durable how long it is
     * @param index guarded by content
     */
    Recording(Folder folder, TakeId take, FileChannel journal, long durable, TakeIndex index, Lock content) {
        this.folder = folder;
        this.take = take;
        this.journal = journal;
        this.durable = durable;
        this.index = index;
        this.content = content;
    }

    TakeIndex index() {
        return index;
    }

    /** Queues a change, unless the recording has ended or is being settled. */
    boolean submit(Pending pending) {
        return writer.submit(pending);
    }

    /** Takes no more changes, and waits until those that are queued are durable. */
    void freeze() {
        writer.freeze();
    }

    /** Takes changes again. */
    void thaw() {
        writer.thaw();
    }

    /** Marks the cassette as deleted; only while frozen. */
    void writeDeleted() throws IOException {
        put(List.of(JournalRecord.of(Kind.DELETED, 0, NOTHING)));
    }

    /** Closes the journal; only while frozen. */
    void close() throws IOException {
        journal.close();
    }

    @Override
    public void write(List<Pending> group) {
        List<Planned> plan = plan(group);
        long from = durable;
        try {
            put(plan.stream().flatMap(planned -> planned.records().stream()).toList());
        } catch (IOException failed) {
            FailedCall down = folder.down(failed);
            plan.forEach(planned -> planned.pending().fail(down));
            return;
        }
        apply(plan, from);
        plan.forEach(planned -> planned.pending().succeed(planned.number()));
    }

    private List<Planned> plan(List<Pending> group) {
        List<Planned> plan = new ArrayList<>(group.size());
        int last = index.lastNumber();
        for (Pending pending : group) {
            try {
                Planned planned = plan(pending, last + 1);
                last = Math.max(last, planned.number());
                plan.add(planned);
            } catch (FailedCall refused) {
                pending.fail(refused);
            }
        }
        return plan;
    }

    private Planned plan(Pending pending, int next) {
        return switch (pending.change()) {
            case Change.Begin begin ->
                new Planned(pending, next, List.of(JournalRecord.of(Kind.TICKET, next, begin.body())));
            case Change.Finish finish -> new Planned(pending, finish.number(), ending(finish));
            case Change.Append(List<Brought> brought) -> {
                checkIsFree(brought.getFirst().interaction().number(), next);
                yield new Planned(pending, brought.getLast().interaction().number(), appended(brought));
            }
            case Change.Remove(int number) -> {
                checkIsHere(number);
                yield new Planned(pending, number, List.of(JournalRecord.of(Kind.REMOVAL, number, NOTHING)));
            }
        };
    }

    private List<JournalRecord> ending(Change.Finish finish) {
        checkIsHere(finish.number());
        return index.complete(finish.number())
                ? List.of()
                : List.of(JournalRecord.of(Kind.ENDING, finish.number(), finish.body()));
    }

    private void checkIsHere(int number) {
        if (!index.has(number)) {
            throw StoreFailures.unknown(take, number);
        }
    }

    private static void checkIsFree(int number, int next) {
        if (number < next) {
            throw FailedCall.rejected(new Failure.Conflict(
                    "Interaction #%d can't be appended: numbers below #%d are given out.".formatted(number, next)));
        }
    }

    /** One record counts only with all the others. */
    private static List<JournalRecord> appended(List<Brought> brought) {
        List<JournalRecord> records = new ArrayList<>(brought.size() * 2);
        for (Brought each : brought) {
            int number = each.interaction().number();
            records.add(JournalRecord.of(Kind.TICKET, number, each.ticket()).beforeOthers());
            if (each.interaction().complete()) {
                records.add(JournalRecord.of(Kind.ENDING, number, each.ending()).beforeOthers());
            }
        }
        records.add(records.removeLast().last());
        return records;
    }

    /** Writes records at the end of the journal and makes them durable: all of them or, when it fails, none. */
    private void put(List<JournalRecord> records) throws IOException {
        if (records.isEmpty()) {
            return;
        }
        if (torn) {
            cutBack();
        }
        torn = true;
        long end = JournalOutput.write(folder.disk(), journal, durable, records);
        folder.disk().force(journal);
        durable = end;
        torn = false;
    }

    private void cutBack() throws IOException {
        journal.truncate(durable);
        torn = false;
    }

    private void apply(List<Planned> plan, long from) {
        content.lock();
        try {
            long at = from;
            for (Planned planned : plan) {
                at = apply(planned, at);
            }
        } finally {
            content.unlock();
        }
    }

    private long apply(Planned planned, long from) {
        Spots spots = new Spots(planned.records(), from);
        switch (planned.pending().change()) {
            case Change.Begin begin -> index.begun(planned.number(), begin.ticket(), spots.next());
            case Change.Finish finish -> {
                if (!planned.records().isEmpty()) {
                    index.ended(planned.number(), finish.ending(), spots.next());
                }
            }
            case Change.Remove remove -> {
                spots.next();
                index.removed(planned.number());
            }
            case Change.Append append -> append.interactions().forEach(brought -> apply(brought.interaction(), spots));
        }
        return spots.end();
    }

    private void apply(Interaction brought, Spots spots) {
        index.begun(brought.number(), brought.ticket(), spots.next());
        if (brought.complete()) {
            index.ended(brought.number(), brought.ending(), spots.next());
        }
    }

    /** Where the bodies of records that were written in a row are. */
    private static final class Spots {
        private final Iterator<JournalRecord> records;
        private long at;

        Spots(List<JournalRecord> records, long from) {
            this.records = records.iterator();
            this.at = from;
        }

        Spot next() {
            JournalRecord record = records.next();
            Spot spot = new Spot(at + JournalRecord.BODY_AT, record.body().length);
            at += record.size();
            return spot;
        }

        long end() {
            return at;
        }
    }
}
