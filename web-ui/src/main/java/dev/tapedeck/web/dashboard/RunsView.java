package dev.tapedeck.web.dashboard;

import java.util.List;

/**
 * Runs.
 *
 * @param rows newest first
 * @param unreadable why some of them can't be shown, and what can be done
 * @param statuses what the list may be narrowed to
 * @param filtered whether it is
 * @param next the address where the list goes on; nothing at its end
 * @param first the address where it begins; nothing if it is shown
 * @param teaching the commands that begin a run and write to it
 * @param trouble what is wrong; nothing else
 */
public record RunsView(
        List<Row> rows,
        List<String> unreadable,
        List<FilterView.Option> statuses,
        boolean filtered,
        String next,
        String first,
        String teaching,
        String trouble) {
    public RunsView {
        rows = List.copyOf(rows);
        unreadable = List.copyOf(unreadable);
        statuses = List.copyOf(statuses);
    }

    /**
     * A run.
     *
     * @param labels some of them, with their values
     * @param moreLabels how many there are besides
     * @param playbook whose run it is; nothing for another
     * @param failed how many actions and calls came to nothing
     * @param took until its end, or until now
     */
    public record Row(
            String id,
            String name,
            StateShown state,
            List<String> labels,
            int moreLabels,
            String playbook,
            boolean dryRun,
            long actions,
            long calls,
            long failed,
            long tokens,
            String cost,
            Moment started,
            String took) {
        public Row {
            labels = List.copyOf(labels);
        }
    }
}
