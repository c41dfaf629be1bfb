package dev.tapedeck.web.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A point in time as a page shows it: how long ago, with the exact time at hand.
 *
 * @param iso RFC 3339, for the {@code datetime} attribute
 * @param ago such as {@code 5 min ago}
 * @param utc such as {@code 2026-11-21 02:00:05 UTC}
 */
public record Moment(String iso, String ago, String utc) {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int SOON = 5;

    public static Moment of(Instant at, Instant now) {
        return new Moment(at.toString(), ago(Duration.between(at, now)), UTC.format(at));
    }

    private static String ago(Duration since) {
        long seconds = since.toSeconds();
        if (seconds < SOON) {
            return "just now";
        }
        if (seconds < 60) {
            return seconds + " s ago";
        }
        if (since.toMinutes() < 60) {
            return since.toMinutes() + " min ago";
        }
        return since.toHours() < 48 ? since.toHours() + " h ago" : since.toDays() + " days ago";
    }
}
