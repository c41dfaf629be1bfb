package dev.tapedeck.playbook;

import dev.tapedeck.exchange.Names;

/** The name of a playbook; safe as the name of a folder and as a path segment. */
public record PlaybookName(String value) implements Comparable<PlaybookName> {
    public PlaybookName {
        Names.checked("playbook name", value);
    }

    @Override
    public int compareTo(PlaybookName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
