package dev.tapedeck.web.dashboard;

import java.util.List;

/**
 * Pipelines, and the builds of them.
 *
 * @param pipelines all, by name
 * @param rows the builds, newest first
 * @param unreadable why some of them can't be shown, and what can be done
 * @param states what the list may be narrowed to
 * @param filtered whether it is
 * @param next the address where the list goes on; nothing at its end
 * @param first the address where it begins; nothing if it is shown
 * @param teaching the commands that put the demo pipeline and start a build of it
 * @param told what was just done; nothing else
 * @param trouble what is wrong; nothing else
 */
public record BuildsView(
        List<PipelineRow> pipelines,
        List<Row> rows,
        List<String> unreadable,
        List<FilterView.Option> states,
        List<FilterView.Option> names,
        boolean filtered,
        String next,
        String first,
        String teaching,
        String told,
        String trouble) {
    public BuildsView {
        pipelines = List.copyOf(pipelines);
        rows = List.copyOf(rows);
        unreadable = List.copyOf(unreadable);
        states = List.copyOf(states);
        names = List.copyOf(names);
    }

    /**
     * A pipeline.
     *
     * @param outline its sources and layers, in words
     * @param problems what is wrong in it; nothing, if it can be built
     */
    public record PipelineRow(String name, String outline, List<Wrong> problems) {
        public PipelineRow {
            problems = List.copyOf(problems);
        }
    }

    /** @param line in the text; 0 if it isn't about one */
    public record Wrong(int line, String pointer, String message) {}

    /**
     * A build.
     *
     * @param units how many units have come to something, in words
     * @param bad how many came to nothing
     * @param spent in dollars
     * @param mode with the cassette, in words
     */
    public record Row(
            String id,
            String pipeline,
            StateShown state,
            ProgressBar progress,
            String units,
            long bad,
            String spent,
            String mode,
            Moment started,
            Moment changed) {}
}
