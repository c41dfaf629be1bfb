package dev.tapedeck.json;

import java.util.List;
import java.util.Optional;

/**
 * Where two JSON documents differ, in what counts: the order of members, white space and how a number is written do
 * not. An array or object that is there on one side only is one difference, whatever it holds.
 *
 * @param total how many differences there are: a distance, 0 if the documents are the same
 * @param places the first of them, members in the order of their names
 */
public record JsonDifference(int total, List<Place> places) {
    public JsonDifference {
        places = List.copyOf(places);
    }

    /**
     * One difference. The values are canonical JSON, cut to 80 characters: give it redacted documents if it is shown.
     *
     * @param pointer where
     * @param recorded what the recording has there, if anything
     * @param asked what the request has there, if anything
     */
    public record Place(JsonPointer pointer, Optional<String> recorded, Optional<String> asked) {
        /** The difference in words. */
        public String sentence() {
            String where = pointer.equals(JsonPointer.ROOT) ? "the body" : pointer.toString();
            if (recorded.isEmpty()) {
                return "%s is missing in the recording, the request has %s".formatted(where, asked.orElseThrow());
            }
            if (asked.isEmpty()) {
                return "%s is only in the recording: %s".formatted(where, recorded.get());
            }
            return "%s is %s in the recording, %s in the request".formatted(where, recorded.get(), asked.get());
        }
    }

    /** How a recorded document and one that was asked differ; see {@link #between(byte[], byte[], Edits, int)}. */
    public static Optional<JsonDifference> between(byte[] recorded, byte[] asked, int kept) {
        return between(recorded, asked, Edits.NONE, kept);
    }

    /**
     * How a recorded document and one that was asked differ after these edits: a place that is dropped is no
     * difference, and strings are compared and shown as they were rewritten. Takes time linear in the two lengths, and
     * memory for their canonical forms.
     *
     * @param kept how many places are kept; the others are only counted
     * @return empty if one of them has no canonical form
     */
    public static Optional<JsonDifference> between(byte[] recorded, byte[] asked, Edits edits, int kept) {
        // places are counted before anything is dropped, so the walk itself leaves out what doesn't count
        Edits rewriting = new Edits(List.of(), edits.rewriting());
        if (CanonicalJson.of(recorded, rewriting) instanceof CanonicalJson.Text left
                && CanonicalJson.of(asked, rewriting) instanceof CanonicalJson.Text right) {
            return Optional.of(Comparison.of(left.bytes(), right.bytes(), edits.root(), kept));
        }
        return Optional.empty();
    }
}
