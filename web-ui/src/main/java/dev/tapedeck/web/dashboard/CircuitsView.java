package dev.tapedeck.web.dashboard;

import java.util.List;

/**
 * The circuits.
 *
 * @param rows those that let not every call pass first, then by name
 * @param hidden how many more there are
 * @param called whether anything was called yet
 * @param told what was just done; nothing else
 * @param refused why something was not done; nothing else
 * @param events what happened lately, newest first
 * @param teaching the command that shows how a circuit opens
 */
public record CircuitsView(
        List<Row> rows, int hidden, boolean called, String told, String refused, List<Event> events, String teaching) {
    public CircuitsView {
        rows = List.copyOf(rows);
        events = List.copyOf(events);
    }

    /**
     * One circuit.
     *
     * @param id unique on the page, stable
     * @param name as the API has it
     * @param model the model, if each has a circuit of its own; else nothing
     * @param state {@code closed}, {@code paused}, {@code half-open}, {@code open}, for styles
     * @param word the state as people say it
     * @param pinned whether it was opened by hand, and stays so
     * @param refusing whether calls may be refused
     * @param notes what else holds: paused, switched off
     * @param waits what ends by itself, and when
     * @param figures the counts
     * @param latency the percentiles; empty if there was no attempt lately
     * @param failures the last failure; none if there was none
     * @param moves the latest transitions, newest first
     * @param opening what the policy says, in a sentence
     * @param retrying what it says of retries
     */
    public record Row(
            String id,
            String name,
            String service,
            String model,
            String state,
            String word,
            boolean pinned,
            boolean refusing,
            List<String> notes,
            List<Wait> waits,
            List<Figure> figures,
            List<Figure> latency,
            Budget budget,
            List<Failed> failures,
            StateChart chart,
            List<Move> moves,
            String opening,
            String retrying) {
        public Row {
            notes = List.copyOf(notes);
            waits = List.copyOf(waits);
            figures = List.copyOf(figures);
            latency = List.copyOf(latency);
            failures = List.copyOf(failures);
            moves = List.copyOf(moves);
        }

        /** Whether there is something to close. */
        public boolean closable() {
            return !state.equals("closed");
        }

        /** Whether it can still be opened by hand: also if failures have opened it, so that it stays so. */
        public boolean openable() {
            return !pinned;
        }
    }

    /** @param over whether the time is past, so that the next call decides */
    public record Wait(String what, Moment until, boolean over) {}

    /** @param bad whether it asks for a look */
    public record Figure(String name, String value, boolean bad) {}

    /**
     * The retry budget.
     *
     * @param balance retries that are affordable now
     * @param amplification attempts for each call
     * @param bad whether there is nothing left
     */
    public record Budget(String balance, String amplification, boolean bad) {}

    /** A failure. */
    public record Failed(Moment at, String type, String message) {}

    /** A change of state. */
    public record Move(Moment at, String from, String to, String state, String cause) {}

    /**
     * Something that happened.
     *
     * @param tone {@code good}, {@code warn}, {@code bad} or {@code plain}
     * @param about the circuit or the service
     */
    public record Event(Moment at, String name, String tone, String about, String text, long times) {}
}
