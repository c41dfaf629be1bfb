package dev.tapedeck.web.dashboard;

import java.util.List;

/**
 * A build.
 *
 * @param reasons why it failed or stopped; none, if it didn't
 * @param facts how it was started
 * @param figures how far it has come, and what it costs
 * @param next when something happens next by itself; nothing, if nothing does
 * @param graphs the picture of its layers; none, if there are too many
 * @param undecided batches that people must decide about
 * @param failures what came to nothing, by cause
 * @param events what happened lately, newest first
 * @param told what was just done; nothing else
 * @param refused why something was not done; nothing else
 */
public record BuildPageView(
        String id,
        String pipeline,
        StateShown state,
        boolean cancelling,
        List<Reason> reasons,
        List<Fact> facts,
        List<OverviewView.Figure> figures,
        ProgressBar progress,
        List<Moment> next,
        Deeds deeds,
        List<BuildGraph> graphs,
        List<LayerRow> layers,
        List<BatchRow> batches,
        List<BatchRow> undecided,
        List<FailureRow> failures,
        Units units,
        List<EventRow> events,
        String told,
        String refused) {
    public BuildPageView {
        reasons = List.copyOf(reasons);
        facts = List.copyOf(facts);
        figures = List.copyOf(figures);
        next = List.copyOf(next);
        graphs = List.copyOf(graphs);
        layers = List.copyOf(layers);
        batches = List.copyOf(batches);
        undecided = List.copyOf(undecided);
        failures = List.copyOf(failures);
        events = List.copyOf(events);
    }

    /** Why it failed or stopped. */
    public record Reason(String code, String message) {}

    /** @param link where it leads; nothing, if nowhere */
    public record Fact(String name, String value, String link) {}

    /** What can be done with it now. */
    public record Deeds(boolean resume, boolean retry, boolean cancel, boolean reset) {}

    /**
     * A source or a layer.
     *
     * @param asks provider and model; nothing for a source
     * @param counts how many units are in each state
     * @param reason why it failed, was skipped or waits; else nothing
     * @param link its units
     */
    public record LayerRow(
            String name,
            boolean source,
            StateShown state,
            ProgressBar progress,
            String asks,
            boolean batched,
            List<Count> counts,
            String reason,
            String link) {
        public LayerRow {
            counts = List.copyOf(counts);
        }
    }

    /** @param link those units */
    public record Count(String units, StateShown state, String link) {}

    /**
     * A batch.
     *
     * @param remote the provider's id; nothing, if it has none
     * @param poll when it is looked at again; none, if it isn't
     * @param expires when the provider gives it up; none, if it doesn't say or it is over
     * @param candidates the provider's batches that may be this one
     */
    public record BatchRow(
            int number,
            String layer,
            String provider,
            StateShown state,
            int requests,
            String remote,
            List<Moment> sent,
            List<Moment> poll,
            List<Moment> expires,
            int polls,
            String message,
            List<String> candidates) {
        public BatchRow {
            sent = List.copyOf(sent);
            poll = List.copyOf(poll);
            expires = List.copyOf(expires);
            candidates = List.copyOf(candidates);
        }
    }

    /** @param link those units */
    public record FailureRow(String layer, String code, String message, long units, String link) {}

    /**
     * Some of the units.
     *
     * @param layers what they may be narrowed to
     * @param states what they may be narrowed to
     * @param next the address where they go on; nothing at their end
     * @param first the address where they begin; nothing if it is shown
     */
    public record Units(
            List<FilterView.Option> layers,
            List<FilterView.Option> states,
            List<UnitRow> rows,
            boolean filtered,
            String next,
            String first) {
        public Units {
            layers = List.copyOf(layers);
            states = List.copyOf(states);
            rows = List.copyOf(rows);
        }
    }

    /**
     * A unit.
     *
     * @param artifact the address of what came of it; nothing if nothing has
     * @param code why it came to nothing; else nothing
     * @param body the address of the answer of one that failed; nothing if there was none
     * @param cost in dollars; nothing for a document, before its end, or if another unit has paid
     */
    public record UnitRow(
            String label,
            String layer,
            int number,
            StateShown state,
            String artifact,
            String shortId,
            String code,
            String message,
            String body,
            String cost) {}

    /** Something that happened. */
    public record EventRow(Moment at, String kind, String message) {}
}
