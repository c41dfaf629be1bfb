package dev.tapedeck.cassette;

import dev.tapedeck.exchange.Names;

/** The id of a session; safe as a path segment. */
public record SessionId(String value) {
    public SessionId {
        Names.checked("session id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
