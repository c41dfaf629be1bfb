package dev.tapedeck.web.dashboard;

import dev.tapedeck.run.Run;
import dev.tapedeck.run.RunEntry;
import dev.tapedeck.run.RunLog;
import dev.tapedeck.web.dashboard.RunTimeline.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.OptionalLong;

/** Shows what happened in runs, part by part: of itself the end. */
@Singleton
public final class RunTimelines {
    static final int ROWS = 100;

    private final RunLog log;
    private final RunEntryRows rows;

    RunTimelines(RunLog log, RunEntryRows rows) {
        this.log = log;
        this.rows = rows;
    }

    /** @param after the number after which the part begins; nothing for the end */
    RunTimeline of(Run run, OptionalLong after) {
        long all = run.counts().entries();
        long atEnd = Math.max(0, all - ROWS);
        long start = after.isPresent() ? Math.clamp(after.getAsLong(), 0, all) : atEnd;
        List<RunEntry> part = log.entries(run.id(), start, ROWS);
        RunSpan span = RunSpan.of(run, part);
        List<Row> shown = part.stream().map(entry -> rows.row(run, entry, span)).toList();
        long to = part.isEmpty() ? start : part.getLast().number();
        String here = "/runs/%s".formatted(run.id());
        return new RunTimeline(
                Math.max(all, to),
                part.isEmpty() ? 0 : part.getFirst().number(),
                to,
                span.begins(),
                span.ends(),
                shown,
                start > 0 ? address(here, 0) : "",
                start > 0 ? address(here, Math.max(0, start - ROWS)) : "",
                to < atEnd ? address(here, to) : "",
                to < all ? here + "#timeline" : "");
    }

    private static String address(String here, long after) {
        return "%s?after=%d#timeline".formatted(here, after);
    }
}
