package dev.tapedeck.run;

import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.Money;
import dev.tapedeck.build.Provenance.Tokens;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.pipeline.PipelineName;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * One line of a run's timeline.
 *
 * @param number from 1 in its run, without gaps
 * @param at when it happened, to the microsecond
 */
public record RunEntry(long number, Instant at, Content content) {
    public RunEntry {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /** What happened, before it has a number. */
    public record Happened(Instant at, Content content) {
        /** With its number in its run. */
        public RunEntry numbered(long number) {
            return new RunEntry(number, at, content);
        }
    }

    /** What happened. Texts are redacted, and none is longer than {@link Shortened#LONGEST} and what says how long it was. */
    public sealed interface Content {
        /** As it is named outside: {@code action}, {@code call}, {@code status}, {@code step}, {@code build}, {@code notice}, {@code gap}. */
        default String kind() {
            return getClass().getSimpleName().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Something that an agent did by a tool.
     *
     * @param input JSON
     * @param resultText what came of it
     * @param error why nothing did
     */
    public record Action(
            String tool,
            String action,
            Optional<String> input,
            boolean success,
            Optional<String> resultText,
            Optional<String> error,
            Optional<Duration> duration)
            implements Content {}

    /**
     * A call of a model, or of another provider.
     *
     * @param path without its query, which may hold what is nobody's business
     * @param outcome how it was answered: {@code live}, {@code replayed}, …
     * @param status as the client got it; 0 if there was no answer
     * @param failure the code of the failure, if there was one
     * @param interaction {@code <cassette>/<number>}, if it was recorded or played
     * @param attempts how often it was sent
     */
    public record Call(
            ProviderName provider,
            String method,
            String path,
            Optional<String> model,
            Optional<Tokens> tokens,
            Optional<Money> cost,
            String outcome,
            int status,
            Optional<String> failure,
            Optional<String> interaction,
            int attempts,
            Duration duration)
            implements Content {
        /** The same, with these in the place of what was asked for. */
        Call about(String otherPath, Optional<String> otherModel) {
            return new Call(
                    provider,
                    method,
                    otherPath,
                    otherModel,
                    tokens,
                    cost,
                    outcome,
                    status,
                    failure,
                    interaction,
                    attempts,
                    duration);
        }

        public boolean failed() {
            return failure.isPresent() || status >= 400;
        }
    }

    public record Status(RunStatus status, Optional<String> reason) implements Content {}

    /**
     * Something that happened to a step of a playbook.
     *
     * @param number from 1 in its playbook
     * @param playbook whose step it is: a nested one has another name than the run's
     * @param attempt from 1
     * @param message for people
     * @param cause the failure itself
     */
    public record Step(
            String playbook,
            int number,
            String name,
            String description,
            Event event,
            int attempt,
            Optional<String> message,
            Optional<String> cause,
            Optional<Duration> duration)
            implements Content {
        public enum Event {
            STARTED,
            /** An attempt came to nothing; there may be another one. */
            ATTEMPT_FAILED,
            /** A model is asked what to do about it. */
            RECOVERING,
            SUCCEEDED,
            FAILED;

            private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

            public String id() {
                return id;
            }
        }
    }

    /** A build that was started for this run. */
    public record Build(BuildId build, PipelineName pipeline) implements Content {}

    /** Something that people should know, such as a guardrail's warning. */
    public record Notice(Severity severity, String message) implements Content {
        public enum Severity {
            HINT,
            WARNING,
            STOP;

            private final String id = name().toLowerCase(Locale.ROOT);

            public String id() {
                return id;
            }
        }
    }

    /** So many entries should stand here, and were dropped because they came faster than they could be kept. */
    public record Gap(long dropped) implements Content {}
}
