package dev.tapedeck.run;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.redaction.Redactor;
import dev.tapedeck.run.RunEntry.Action;
import dev.tapedeck.run.RunEntry.Call;
import dev.tapedeck.run.RunEntry.Content;
import dev.tapedeck.run.RunEntry.Notice;
import dev.tapedeck.run.RunEntry.Status;
import dev.tapedeck.run.RunEntry.Step;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes what happened fit to be kept: first without secrets, then short. Pure and thread-safe. */
public final class Sanitiser {
    private static final Optional<String> JSON = Optional.of("application/json");
    private static final int FOR_PEOPLE = 200;
    private static final int LONGEST_JSON = 64 << 10;

    private final Redactor redactor;

    public Sanitiser(Redactor redactor) {
        this.redactor = redactor;
    }

    Content clean(Content content) {
        return switch (content) {
            case Action action ->
                new Action(
                        text(action.tool()),
                        text(action.action()),
                        action.input().map(this::json),
                        action.success(),
                        action.resultText().map(this::text),
                        action.error().map(this::text),
                        action.duration());
            case Step step ->
                new Step(
                        step.playbook(),
                        step.number(),
                        step.name(),
                        text(step.description()),
                        step.event(),
                        step.attempt(),
                        step.message().map(this::text),
                        step.cause().map(this::brief),
                        step.duration());
            case Status status -> new Status(status.status(), status.reason().map(this::text));
            case Notice notice -> new Notice(notice.severity(), text(notice.message()));
            case Call call -> call.about(text(call.path()), call.model().map(this::text));
            case RunEntry.Build build -> build;
            case RunEntry.Gap gap -> gap;
        };
    }

    Map<String, String> clean(Map<String, String> labels) {
        return labels.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, label -> masked(label.getValue())));
    }

    RunLog.Trace clean(RunLog.Trace trace) {
        return new RunLog.Trace(
                trace.contentType(),
                redactor.body(trace.content(), Optional.of(trace.contentType())).value());
    }

    RunEnd clean(RunEnd end) {
        return new RunEnd(
                end.status(), end.reason().map(this::text), end.summary().map(this::text));
    }

    public String text(String text) {
        return Shortened.text(masked(text));
    }

    /** Without secrets, however long. */
    public String masked(String text) {
        return redactor.text(text).value();
    }

    /** A JSON document without secrets, however long. */
    public Bytes masked(Bytes json) {
        return redactor.body(json, JSON).value();
    }

    /** An error, as people are shown it: on one line, of at most 200 characters. */
    public String brief(String text) {
        String masked = masked(text).replaceAll("\\p{Cntrl}+", " ").strip();
        return masked.codePointCount(0, masked.length()) <= FOR_PEOPLE
                ? masked
                : masked.substring(0, masked.offsetByCodePoints(0, FOR_PEOPLE - 1)) + "…";
    }

    /** Whatever the redactor withholds isn't JSON any more, and stands there as text; so does what is too long as a whole. */
    String json(String json) {
        Bytes masked = masked(Bytes.utf8(json));
        try {
            String cut = Shortened.json(masked);
            return cut.length() <= LONGEST_JSON ? cut : Shortened.quoted(masked.text());
        } catch (IllegalArgumentException withheld) {
            return Shortened.quoted(masked.text());
        }
    }
}
