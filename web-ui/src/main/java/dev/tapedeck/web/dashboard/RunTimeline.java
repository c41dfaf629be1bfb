package dev.tapedeck.web.dashboard;

import java.util.List;

/**
 * A part of what happened in a run.
 *
 * @param entries how many there are in all
 * @param from the number of the first one shown; 0 if none is
 * @param to the number of the last one shown
 * @param begins the time at the left end of the bars
 * @param ends the time at their right end
 * @param first the address of the beginning; nothing if it is shown
 * @param earlier the address of the part before; nothing at the beginning
 * @param later the address of the part after; nothing at the end
 * @param last the address of the end, which is always that; nothing if it is shown
 */
public record RunTimeline(
        long entries,
        long from,
        long to,
        String begins,
        String ends,
        List<Row> rows,
        String first,
        String earlier,
        String later,
        String last) {
    /** How wide the field of a bar is. */
    public static final int WIDTH = 1000;

    public RunTimeline {
        rows = List.copyOf(rows);
    }

    /** Whether it is shown as a whole. */
    public boolean whole() {
        return first.isEmpty() && last.isEmpty();
    }

    /**
     * One entry.
     *
     * @param offset when, since the run began
     * @param kind as it is named outside
     * @param outcome how a call was answered; nothing for anything else
     * @param states how it went; none, if there is nothing to say
     * @param took how long; nothing if that isn't known
     */
    public record Row(
            long number,
            String offset,
            Moment at,
            String kind,
            What what,
            String outcome,
            List<StateShown> states,
            Bar bar,
            String took) {
        public Row {
            states = List.copyOf(states);
        }

        /** The number of the entry before it. */
        public long before() {
            return number - 1;
        }
    }

    /**
     * What happened, in words.
     *
     * @param note a smaller word beside the title
     * @param facts short ones
     * @param link where more of it is; nothing, if nowhere
     * @param words what the link says
     * @param text a sentence
     * @param wrong what went wrong
     * @param details what is folded away
     */
    public record What(
            String title,
            String note,
            List<String> facts,
            String link,
            String words,
            String text,
            String wrong,
            List<CodeView> details) {
        public What {
            facts = List.copyOf(facts);
            details = List.copyOf(details);
        }

        static What of(String title, String note) {
            return new What(title, note, List.of(), "", "", "", "", List.of());
        }

        What facts(List<String> more) {
            return new What(title, note, more, link, words, text, wrong, details);
        }

        What link(String address, String name) {
            return new What(title, note, facts, address, name, text, wrong, details);
        }

        What text(String sentence, String failure) {
            return new What(title, note, facts, link, words, sentence, failure, details);
        }

        What details(List<CodeView> more) {
            return new What(title, note, facts, link, words, text, wrong, more);
        }
    }

    /**
     * When it was, of {@value #WIDTH}.
     *
     * @param tone as a state's, for styles
     * @param label the same in words
     */
    public record Bar(double x, double width, String tone, String label) {}
}
