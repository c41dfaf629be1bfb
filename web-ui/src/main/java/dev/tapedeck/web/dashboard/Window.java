package dev.tapedeck.web.dashboard;

/**
 * A part of a long text: at most 256 Ki characters, cut after a line where there is one, never inside a character.
 *
 * @param from where it begins
 * @param to where it ends
 * @param total how long the whole text is
 * @param previous where the part before begins; -1 if there is none
 */
public record Window(String text, int from, int to, int total, int previous) {
    static final int SIZE = 256 * 1024;
    /** How far back from the end a line break is looked for. */
    private static final int LOOK_BACK = 32 * 1024;

    /** The part that begins at {@code from}, or at the character before if that is the middle of one. */
    static Window of(String whole, int from) {
        int start = boundary(whole, Math.clamp(from, 0, Math.max(0, whole.length() - 1)));
        int end = end(whole, start);
        return new Window(
                whole.substring(start, end),
                start,
                end,
                whole.length(),
                start == 0 ? -1 : boundary(whole, Math.max(0, start - SIZE)));
    }

    private static int end(String whole, int start) {
        if (whole.length() - start <= SIZE) {
            return whole.length();
        }
        int limit = boundary(whole, start + SIZE);
        int lineEnd = whole.lastIndexOf('\n', limit - 1) + 1;
        return lineEnd > limit - LOOK_BACK ? lineEnd : limit;
    }

    private static int boundary(String whole, int at) {
        boolean inside =
                at > 0 && at < whole.length() && Character.isSurrogatePair(whole.charAt(at - 1), whole.charAt(at));
        return inside ? at - 1 : at;
    }

    public boolean whole() {
        return from == 0 && to == total;
    }

    public boolean more() {
        return to < total;
    }
}
