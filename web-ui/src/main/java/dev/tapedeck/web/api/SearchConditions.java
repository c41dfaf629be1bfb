package dev.tapedeck.web.api;

import dev.tapedeck.cassette.SearchQuery;
import dev.tapedeck.cassette.StatusFilter;
import dev.tapedeck.exchange.Names;
import dev.tapedeck.exchange.ProviderName;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The conditions of a search as addresses hold them, those of the REST API and of the dashboard alike. */
public final class SearchConditions {
    private static final Duration DAY = Duration.ofDays(1);

    private final Function<String, Optional<String>> given;
    private final List<Misread> misread = new ArrayList<>();

    private SearchConditions(Function<String, Optional<String>> given) {
        this.given = given;
    }

    /** What is wrong with a parameter, and what would be right. */
    public record Misread(String parameter, String message) {}

    /**
     * What was understood.
     *
     * @param query the conditions; without those that were misread
     */
    public record Reading(SearchQuery query, List<Misread> misread) {
        public Reading {
            misread = List.copyOf(misread);
        }
    }

    /** @param given the value of a parameter, if it is there */
    public static Reading read(Function<String, Optional<String>> given) {
        return new SearchConditions(given).read();
    }

    private Reading read() {
        SearchQuery query = new SearchQuery(
                text(),
                given.apply("model"),
                read("provider", "must be a provider's id, such as openai.", SearchConditions::provider),
                read(
                        "status",
                        "must be an HTTP status such as 404, or a class of them such as 4xx.",
                        SearchConditions::status),
                time("since", Duration.ZERO),
                time("until", DAY));
        if (query.since().isPresent()
                && query.until()
                        .filter(end -> !query.since().orElseThrow().isBefore(end))
                        .isPresent()) {
            misread("until", "must be later than 'since'.");
        }
        return new Reading(query, misread);
    }

    private void misread(String parameter, String expected) {
        misread.add(new Misread(parameter, "'%s' %s".formatted(parameter, expected)));
    }

    private Optional<String> text() {
        Optional<String> text = given.apply("text").filter(words -> !words.isBlank());
        Optional<String> wrong = text.flatMap(SearchConditions::wrongWith);
        wrong.ifPresent(message -> misread("text", message));
        return text.filter(any -> wrong.isEmpty());
    }

    private static Optional<String> wrongWith(String text) {
        if (text.length() > SearchQuery.LONGEST_TEXT) {
            return Optional.of("must have at most %d characters.".formatted(SearchQuery.LONGEST_TEXT));
        }
        if (text.chars().filter(sign -> sign == '"').count() % 2 != 0) {
            return Optional.of("has a quote that is never closed: put one at the end of the phrase, or leave it out.");
        }
        return text.codePoints().anyMatch(SearchConditions::isOfWords)
                ? Optional.empty()
                : Optional.of("must hold a word: punctuation is not searched.");
    }

    private static boolean isOfWords(int sign) {
        return Character.isLetterOrDigit(sign) || Character.isExtendedPictographic(sign);
    }

    private Optional<Instant> time(String name, Duration added) {
        return read(
                name,
                "must be a time such as 2026-11-21T02:00:00Z, or a day such as 2026-11-21.",
                text -> text.contains("T") ? OffsetDateTime.parse(text).toInstant() : day(text, added));
    }

    /** The beginning of a day (UTC), with so much added. */
    private static Instant day(String text, Duration added) {
        return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().plus(added);
    }

    private <T> Optional<T> read(String name, String expected, Function<String, T> reading) {
        try {
            return given.apply(name).map(reading);
        } catch (IllegalArgumentException | DateTimeParseException notUnderstood) {
            misread(name, expected);
            return Optional.empty();
        }
    }

    private static ProviderName provider(String text) throws Names.InvalidName {
        return new ProviderName(text);
    }

    private static StatusFilter status(String text) {
        return StatusFilter.parse(text).orElseThrow(IllegalArgumentException::new);
    }
}
