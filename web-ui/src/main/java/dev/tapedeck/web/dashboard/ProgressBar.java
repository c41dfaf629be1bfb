package dev.tapedeck.web.dashboard;

/**
 * How far something has come, as a bar that is {@value #WIDTH} wide.
 *
 * @param percent from 0 to 100; 100 only if nothing is left
 * @param tone of the bar
 */
public record ProgressBar(int percent, String tone) {
    public static final int WIDTH = 100;

    /** @param progress from 0 to 1 */
    static ProgressBar of(double progress, String tone) {
        return new ProgressBar((int) Math.floor(progress * WIDTH), tone);
    }
}
