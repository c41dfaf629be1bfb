package dev.tapedeck.storage.file;

import dev.tapedeck.cassette.Ending;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.Ticket;
import java.util.List;

/** What is to happen to a take, with its records' bodies made ready. */
sealed interface Change {
    /** Begins an interaction; its number is given out when it is written. */
    record Begin(Ticket ticket, byte[] body) implements Change {}

    /** Ends an interaction. */
    record Finish(int number, Ending ending, byte[] body) implements Change {}

    /** Appends interactions that bear their numbers. */
    record Append(List<Brought> interactions) implements Change {}

    /** Removes an interaction. */
    record Remove(int number) implements Change {}

    /** An interaction that bears its number, and what is written of it. */
    record Brought(Interaction interaction, byte[] ticket, byte[] ending) {}

    /** The number of the interaction that is changed, if it is known beforehand; else 0. */
    default int touches() {
        return switch (this) {
            case Finish finish -> finish.number;
            case Remove remove -> remove.number;
            case Begin begin -> 0;
            case Append append -> 0;
        };
    }
}
