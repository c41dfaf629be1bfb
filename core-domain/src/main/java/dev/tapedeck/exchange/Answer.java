package dev.tapedeck.exchange;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A provider's answer: status and headers are there, the body is pulled chunk by chunk. Whoever holds an answer must
 * close it. One thread pulls and closes; only {@link #cancel} may come from another.
 */
public interface Answer extends AutoCloseable {
    /** The HTTP status, 100 to 599. */
    int status();

    /** The end-to-end headers. */
    Headers headers();

    /** Where this answer came from. */
    Provenance provenance();

    /**
     * Waits for the next chunk.
     *
     * @return the chunk, or nothing at the end of a complete body
     * @throws FailedCall if the stream broke; chunks pulled before stay valid
     */
    Optional<Chunk> next() throws FailedCall;

    /**
     * Waits for the whole body.
     *
     * @param most how many bytes it may have
     * @throws FailedCall if the stream broke; {@code TooLarge} if there is more, and nobody reads on
     */
    default Bytes whole(int most) throws FailedCall {
        List<Chunk> chunks = new ArrayList<>();
        long length = 0;
        for (Optional<Chunk> next = next(); next.isPresent(); next = next()) {
            chunks.add(next.get());
            length += next.get().bytes().length();
            if (length > most) {
                cancel();
                throw new FailedCall(
                        new Failure.TooLarge("The answer has over %,d bytes.".formatted(most)), provenance());
            }
        }
        return Chunk.joined(chunks);
    }

    /**
     * Waits until {@link #next} wouldn't, at most so long. What is in memory is always there.
     *
     * @return whether {@code next} would return or throw at once
     */
    default boolean arrives(Duration within) {
        return true;
    }

    /**
     * Says that the content has begun, so that the deadline of the call doesn't end this answer any more; not if it is no
     * stream, or an error. By the thread that pulls.
     */
    default void begun() {}

    /**
     * Says that nobody reads on. Any thread, any number of times, never blocks. A live answer breaks off, and a pull
     * under way ends with {@link FailedCall}; an answer that is being recorded may go on.
     */
    void cancel();

    /** Gives back what the answer holds; may block until a recording under way is durable. */
    @Override
    void close();
}
