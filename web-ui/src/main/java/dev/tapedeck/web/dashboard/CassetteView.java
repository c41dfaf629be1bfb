package dev.tapedeck.web.dashboard;

import java.util.List;

/**
 * One cassette.
 *
 * @param recipe what counts in its keys
 * @param lanes its lanes, with the interactions of this part of the list in order
 * @param rows this part of the list
 * @param first the number of the first interaction shown, for the heading
 * @param next the address of the next part, or nothing
 * @param start the address of the first part; nothing if this is it
 * @param filter what narrows the list
 * @param searched whether interactions were looked for; lanes are left out then
 * @param complete whether everything recorded was looked at
 * @param trouble why there was nothing to be looked at, or nothing
 * @param replay the command that replays it
 * @param targets the stores that it can be copied to
 * @param tools what came of what one did with it
 */
public record CassetteView(
        String name,
        int interactions,
        long bytes,
        int findings,
        int incomplete,
        List<String> models,
        Moment created,
        Moment changed,
        Recipe recipe,
        List<LaneColumn> lanes,
        List<Row> rows,
        String next,
        String start,
        FilterView filter,
        boolean searched,
        boolean complete,
        String trouble,
        String replay,
        List<String> targets,
        CassetteTools tools) {
    public CassetteView {
        models = List.copyOf(models);
        lanes = List.copyOf(lanes);
        rows = List.copyOf(rows);
        targets = List.copyOf(targets);
    }

    /** A key recipe; {@code plain} if it changes nothing. */
    public record Recipe(boolean plain, List<String> ignore, List<Rewrite> replace, List<String> headers) {
        public Recipe {
            ignore = List.copyOf(ignore);
            replace = List.copyOf(replace);
            headers = List.copyOf(headers);
        }
    }

    /** A replacement of the recipe. */
    public record Rewrite(String pattern, String with) {}

    /** @param total how many interactions the lane has in all */
    public record LaneColumn(String name, int total, List<Row> rows) {
        public LaneColumn {
            rows = List.copyOf(rows);
        }
    }

    /**
     * One interaction in a list.
     *
     * @param status the HTTP status, or nothing
     * @param kind how it ended, in a word or two
     * @param tone {@code good}, {@code bad} or {@code warn}
     */
    public record Row(
            int number,
            String lane,
            String status,
            String kind,
            String tone,
            String model,
            String method,
            String path,
            String provider,
            long durationMillis,
            long bytes,
            int findings,
            Moment recorded) {}
}
