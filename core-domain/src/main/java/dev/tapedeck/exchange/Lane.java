package dev.tapedeck.exchange;

/**
 * The name of one ordered row of calls: one for each concurrent task of the program whose traffic is recorded. Within a
 * lane, interactions with the same key are handed out in the order of recording.
 */
public record Lane(String name) {
    public static final Lane MAIN = new Lane("main");

    public Lane {
        Names.checked("lane", name);
    }

    public static Lane of(String name) {
        return name.equals(MAIN.name) ? MAIN : new Lane(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
