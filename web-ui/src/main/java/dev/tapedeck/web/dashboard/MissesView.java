package dev.tapedeck.web.dashboard;

import java.util.List;

/**
 * Calls that no tape had an answer for.
 *
 * @param rows newest first
 * @param hidden how many older ones are left out
 */
public record MissesView(List<Row> rows, int hidden) {
    public MissesView {
        rows = List.copyOf(rows);
    }

    /**
     * One miss.
     *
     * @param id an id for the page, unique in it
     * @param outcome {@code miss} or {@code exhausted}
     * @param open whether its session is open
     * @param recipe a key recipe under which the nearest recording would have matched, or nothing
     */
    public record Row(
            String id,
            Moment at,
            String cassette,
            String session,
            boolean open,
            String lane,
            String key,
            String method,
            String target,
            String outcome,
            String message,
            List<Near> nearest,
            String recipe) {
        public Row {
            nearest = List.copyOf(nearest);
        }

        public String recipeId() {
            return id + "-recipe";
        }
    }

    /** A recording that almost matches. */
    public record Near(int number, String link, int distance, List<Place> places) {
        public Near {
            places = List.copyOf(places);
        }
    }

    /** Where the two differ. */
    public record Place(String pointer, List<Segment> asked, List<Segment> recorded) {
        public Place {
            asked = List.copyOf(asked);
            recorded = List.copyOf(recorded);
        }
    }
}
