package dev.tapedeck.web.dashboard;

import java.util.List;

/**
 * The list of cassettes.
 *
 * @param filter what narrows it
 * @param searched whether interactions were looked for, and the rows tell how many match
 * @param next the address of the next part, or nothing
 * @param first the address of the first part; nothing if this is it
 * @param teaching the command that makes a first cassette
 * @param complete whether everything recorded was looked at
 * @param trouble why there was nothing to be looked at, or nothing
 * @param told what was done just now, or nothing
 */
public record RecordingsView(
        FilterView filter,
        boolean searched,
        List<Row> rows,
        String next,
        String first,
        String teaching,
        boolean complete,
        String trouble,
        String told) {
    public RecordingsView {
        rows = List.copyOf(rows);
    }

    /**
     * One cassette.
     *
     * @param link its page, with the conditions that hold here
     * @param matches how many of its interactions match, if they were looked for
     * @param models the first of its models
     * @param moreModels how many others there are
     */
    public record Row(
            String name,
            String link,
            int matches,
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
