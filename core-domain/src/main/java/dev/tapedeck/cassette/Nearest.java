package dev.tapedeck.cassette;

import java.util.List;

/**
 * A recording that almost matches a request.
 *
 * @param number the interaction's number
 * @param distance in how many places the two differ; 0 if only lane or headers do
 * @param differences the first places, at most 5
 */
public record Nearest(int number, int distance, List<Difference> differences) {
    public Nearest {
        differences = List.copyOf(differences);
    }

    /**
     * One place in which a request and a recording differ. Values are redacted, and cut to 80 characters here.
     *
     * @param place a JSON pointer into the body, or {@code method}, {@code path}, {@code query}, {@code lane},
     *     {@code body}
     */
    public record Difference(String place, String asked, String recorded) {
        private static final int LONGEST = 80;

        public Difference {
            asked = cut(asked);
            recorded = cut(recorded);
        }

        private static String cut(String value) {
            return value.codePointCount(0, value.length()) <= LONGEST
                    ? value
                    : value.substring(0, value.offsetByCodePoints(0, LONGEST)) + "…";
        }
    }
}
