package dev.tapedeck.exchange;

import java.util.Locale;
import java.util.Optional;

/**
 * Where an answer or a failure came from, as the {@code Tapedeck-…} response headers tell it.
 *
 * @param source live, from a tape, or Tapedeck's own refusal
 * @param interaction {@code <cassette>/<number>} of the interaction recorded or played
 * @param key the request key, if one was computed
 * @param attempts live attempts made
 * @param retried whether it comes after retries, made now or when it was recorded
 */
public record Provenance(
        Source source, Optional<String> interaction, Optional<String> key, int attempts, boolean retried) {
    public static final Provenance LIVE = new Provenance(Source.LIVE, Optional.empty(), Optional.empty(), 1);
    public static final Provenance REJECTED = new Provenance(Source.REJECTED, Optional.empty(), Optional.empty(), 0);

    public Provenance(Source source, Optional<String> interaction, Optional<String> key, int attempts) {
        this(source, interaction, key, attempts, attempts > 1);
    }

    /** The same, after so many live attempts. */
    public Provenance after(int liveAttempts) {
        return liveAttempts == attempts ? this : new Provenance(source, interaction, key, liveAttempts);
    }

    /** The values of {@code Tapedeck-Outcome}. */
    public enum Source {
        LIVE,
        RECORDED,
        REPLAYED,
        FALLBACK,
        MISS,
        EXHAUSTED,
        REJECTED;

        private final String id = name().toLowerCase(Locale.ROOT);

        public String id() {
            return id;
        }
    }
}
