package dev.tapedeck.pipeline;

/** How many inputs go into one unit of work. */
public sealed interface Gathering {
    /** One unit for each input. */
    record Each() implements Gathering {}

    /** One unit over all inputs. */
    record All() implements Gathering {}

    /**
     * One unit for each value that the inputs have there. An input without it belongs to none, and the plan says so.
     *
     * @param key a name in the inputs' metadata
     */
    record GroupBy(String key) implements Gathering {}
}
