package dev.tapedeck.cassette;

import dev.tapedeck.exchange.ProviderName;
import java.time.Instant;
import java.util.Optional;

/**
 * What is looked for over recordings: an interaction matches if it meets every condition that is there.
 *
 * @param text words in its request or answer, all of which must occur in any order and case; {@code "in quotes"} they
 *     must follow one another, and the last word, unless quoted, may go on
 * @param model the model asked for, in full
 * @param provider where it was sent
 * @param status the HTTP status of its answer; a call without an answer has none
 * @param since when it began, at the earliest
 * @param until when it began, before this
 */
public record SearchQuery(
        Optional<String> text,
        Optional<String> model,
        Optional<ProviderName> provider,
        Optional<StatusFilter> status,
        Optional<Instant> since,
        Optional<Instant> until) {
    /** Everything matches. */
    public static final SearchQuery ALL = new SearchQuery(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** How long a text may be, in characters. */
    public static final int LONGEST_TEXT = 1_000;

    public SearchQuery {
        text = text.filter(words -> !words.isBlank());
        if (text.filter(words -> words.length() > LONGEST_TEXT).isPresent()) {
            throw new IllegalArgumentException(
                    "A text to search for has at most %d characters.".formatted(LONGEST_TEXT));
        }
    }

    /** Everything that holds these words. */
    public static SearchQuery text(String words) {
        return new SearchQuery(
                Optional.of(words),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Only the conditions on text and time. */
    public SearchQuery textAndTime() {
        return new SearchQuery(text, Optional.empty(), Optional.empty(), Optional.empty(), since, until);
    }

    /** Whether it has no condition. */
    public boolean isAll() {
        return equals(ALL);
    }
}
