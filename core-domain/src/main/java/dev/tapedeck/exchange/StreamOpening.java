package dev.tapedeck.exchange;

/** Reads the beginning of one event stream, piece by piece, until its content begins. Not thread-safe. */
public interface StreamOpening {
    /**
     * Takes the next piece of the body, which may begin and end anywhere.
     *
     * @return what is known after all pieces so far
     */
    Seen take(Bytes piece);

    /** What the pieces so far hold. */
    sealed interface Seen {
        /** Nothing yet that a client could use: pings, comments, events that only say that the answer begins. */
        record Prelude() implements Seen {}

        /** Content has begun, or something that nobody knows. */
        record Content() implements Seen {}

        /**
         * An error, before any content.
         *
         * @param status the HTTP status that the error's type stands for, 400 to 599
         */
        record Died(int status) implements Seen {}
    }
}
