package dev.tapedeck.web.api;

import dev.tapedeck.run.Run;
import dev.tapedeck.run.RunEntry;
import dev.tapedeck.run.RunId;
import dev.tapedeck.run.RunLog;
import dev.tapedeck.run.Runs;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Somebody who follows one run, look by look. For one thread at a time. */
final class RunFollowing {
    private static final int AT_ONCE = 500;

    private final Runs runs;
    private final RunLog log;
    private final RunId id;
    private final Sse sse;
    private long last;

    /** @param last the number of the entry that was seen last; 0 if none was */
    RunFollowing(Runs runs, RunLog log, RunId id, long last, Sse sse) {
        this.runs = runs;
        this.log = log;
        this.id = id;
        this.last = last;
        this.sse = sse;
    }

    /** What is new; nothing at its end, if the run's end is over and all is told. */
    List<Optional<OutboundSseEvent>> look() {
        Run run = runs.fetch(id); // before its entries, so that all that came before its end are told
        List<RunEntry> entries = log.entries(id, last, AT_ONCE);
        List<Optional<OutboundSseEvent>> told = new ArrayList<>();
        entries.forEach(entry -> told.add(Optional.of(event(entry))));
        last = entries.isEmpty() ? last : entries.getLast().number();
        if (run.closed() && entries.size() < AT_ONCE) {
            told.add(Optional.of(complete(run)));
            told.add(Optional.empty());
        }
        return told;
    }

    /** The last event, if the run's end is over. */
    Optional<OutboundSseEvent> complete() {
        return Optional.of(runs.fetch(id)).filter(Run::closed).map(this::complete);
    }

    private OutboundSseEvent event(RunEntry entry) {
        RunEntryView view = RunEntryView.of(entry);
        return sse.newEventBuilder()
                .id(String.valueOf(view.number()))
                .name(view.kind())
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(RunEntryView.class, view)
                .build();
    }

    private OutboundSseEvent complete(Run run) {
        return sse.newEventBuilder()
                .name("complete")
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(RunView.class, RunView.of(run))
                .build();
    }
}
