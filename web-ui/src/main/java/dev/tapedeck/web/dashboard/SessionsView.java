package dev.tapedeck.web.dashboard;

import java.util.List;

/**
 * The sessions.
 *
 * @param open open ones, newest first
 * @param closed those closed lately, newest first
 * @param teaching the command that opens one
 */
public record SessionsView(List<Row> open, List<Row> closed, String teaching) {
    public SessionsView {
        open = List.copyOf(open);
        closed = List.copyOf(closed);
    }

    /**
     * One session.
     *
     * @param implicit whether it was opened by a header or the configuration
     * @param notes how it was opened, beside mode and cassette: speed, what happens when exhausted, fresh
     * @param unplayed the numbers of interactions never handed out, or nothing
     * @param incomplete the numbers of interactions without an end, or nothing
     * @param warnings how many secrets were found in the answers that it recorded
     * @param clean whether every call was answered and every interaction played
     */
    public record Row(
            String id,
            String cassette,
            boolean kept,
            String mode,
            boolean implicit,
            List<String> notes,
            Moment opened,
            Moment used,
            long live,
            long recorded,
            long replayed,
            long missed,
            long exhausted,
            int unplayedCount,
            String unplayed,
            String incomplete,
            int warnings,
            boolean clean) {
        public Row {
            notes = List.copyOf(notes);
        }
    }
}
