package dev.tapedeck.web.dashboard;

/**
 * A run of text that is shown in one way.
 *
 * @param kind {@code plain}, {@code key}, {@code string}, {@code number}, {@code literal}, {@code field} (of a
 *     server-sent event) or {@code mark} (where something was redacted)
 */
public record Segment(String kind, String text) {
    public boolean plain() {
        return kind.equals("plain");
    }

    public boolean mark() {
        return kind.equals("mark");
    }
}
