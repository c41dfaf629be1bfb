package dev.tapedeck.web.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tapedeck.run.Run;
import dev.tapedeck.run.RunCounts;
import dev.tapedeck.run.RunEntry;
import dev.tapedeck.run.RunId;
import dev.tapedeck.run.RunLog;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Predicate;

/** Writes whole runs as JSON, however long they are. */
@Singleton
final class RunFiles {
    private static final int PAGE = 500;

    private final RunLog log;
    private final ObjectMapper json;

    RunFiles(RunLog log, ObjectMapper json) {
        this.log = log;
        this.json = json;
    }

    /** What a run came to, in short. */
    record Summary(
            long stepsCompleted,
            long actions,
            long failedAttempts,
            long calls,
            long inputTokens,
            long outputTokens,
            BigDecimal cost) {
        static Summary of(RunCounts counts) {
            return new Summary(
                    counts.steps(),
                    counts.actions(),
                    counts.failedAttempts(),
                    counts.calls(),
                    counts.tokens().input(),
                    counts.tokens().output(),
                    counts.cost().dollars());
        }
    }

    /** The run, a summary, its actions, and all its entries. */
    void export(Run run, OutputStream out) throws IOException {
        try (JsonGenerator file = json.createGenerator(out)) {
            file.writeStartObject();
            file.writePOJOField("run", RunView.of(run));
            file.writePOJOField("summary", Summary.of(run.counts()));
            entries(file, "actions", run, entry -> entry.content() instanceof RunEntry.Action);
            entries(file, "entries", run, entry -> true);
            file.writeEndObject();
        }
    }

    /** The run and its entries. */
    void trace(Run run, OutputStream out) throws IOException {
        try (JsonGenerator file = json.createGenerator(out)) {
            file.writeStartObject();
            file.writePOJOField("run", RunView.of(run));
            entries(file, "entries", run, entry -> true);
            file.writeEndObject();
        }
    }

    private void entries(JsonGenerator file, String member, Run run, Predicate<RunEntry> which) throws IOException {
        file.writeArrayFieldStart(member);
        RunId id = run.id();
        long last = 0;
        for (List<RunEntry> part = log.entries(id, last, PAGE); !part.isEmpty(); part = log.entries(id, last, PAGE)) {
            for (RunEntry entry : part) {
                if (which.test(entry)) {
                    file.writePOJO(RunEntryView.of(entry));
                }
            }
            last = part.getLast().number();
        }
        file.writeEndArray();
    }
}
