package dev.tapedeck.web.api;

import dev.tapedeck.cassette.Session;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;

/** A place in the list of sessions, newest first: it stays when the session at it is closed. */
record SessionPlace(Instant openedAt, String id) {
    private static final Comparator<SessionPlace> NEWEST_FIRST =
            Comparator.comparing(SessionPlace::openedAt).reversed().thenComparing(SessionPlace::id);

    static SessionPlace of(Session session) {
        return new SessionPlace(session.openedAt(), session.id().value());
    }

    static String text(Session session) {
        return session.openedAt() + "_" + session.id();
    }

    static SessionPlace parse(String text) {
        int gap = text.indexOf('_');
        try {
            return new SessionPlace(Instant.parse(text.substring(0, Math.max(gap, 0))), text.substring(gap + 1));
        } catch (DateTimeParseException notAPlace) {
            throw NumberPlace.unknown();
        }
    }

    boolean isBefore(Session session) {
        return NEWEST_FIRST.compare(this, of(session)) < 0;
    }
}
