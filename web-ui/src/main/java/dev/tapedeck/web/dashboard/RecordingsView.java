package dev.tapedeck.web.dashboard;

import java.util.List;

/**
 * The list of cassettes.
 *
 * @param query the text that filters it, or nothing
 * @param next the address of the next part, or nothing
 * @param first the address of the first part; nothing if this is it
 * @param teaching the command that makes a first cassette
 */
public record RecordingsView(String query, List<Row> rows, String next, String first, String teaching) {
    public RecordingsView {
        rows = List.copyOf(rows);
    }

    /**
     * One cassette.
     *
     * @param models the first of its models
     * @param moreModels how many others there are
     */
    public record Row(
            String name,
            int interactions,
            long bytes,
            int findings,
            List<String> models,
            int moreModels,
            Moment changed) {
        public Row {
            models = List.copyOf(models);
        }
    }
}
