package dev.tapedeck.web.api;

import dev.tapedeck.cassette.SearchQuery;
import dev.tapedeck.cassette.StatusFilter;
import dev.tapedeck.exchange.Names;
import dev.tapedeck.exchange.ProviderName;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The conditions of a search, as they stand in an address. */
record SearchParameters(
        @QueryParam("text") Optional<String> text,
        @QueryParam("model") Optional<String> model,
        @QueryParam("provider") Optional<String> provider,
        @QueryParam("status") Optional<String> status,
        @QueryParam("since") Optional<String> since,
        @QueryParam("until") Optional<String> until) {

    /** @throws Refusal that names each parameter that can't be understood */
    SearchQuery query() {
        List<ViolationView> violations = new ArrayList<>();
        if (text.filter(words -> words.length() > SearchQuery.LONGEST_TEXT).isPresent()) {
            violations.add(ViolationView.of(
                    "text", "'text' must have at most %d characters.".formatted(SearchQuery.LONGEST_TEXT)));
        }
        Optional<ProviderName> at = read("provider", provider, SearchParameters::provider, violations);
        Optional<StatusFilter> ended = read("status", status, SearchParameters::status, violations);
        Optional<Instant> from = read("since", since, SearchParameters::time, violations);
        Optional<Instant> to = read("until", until, SearchParameters::time, violations);
        if (!violations.isEmpty()) {
            throw Refusal.invalid(violations);
        }
        return new SearchQuery(text, model, at, ended, from, to);
    }

    private static <T> Optional<T> read(
            String name, Optional<String> given, Function<String, T> reading, List<ViolationView> violations) {
        try {
            return given.map(reading);
        } catch (IllegalArgumentException | DateTimeParseException notUnderstood) {
            violations.add(ViolationView.of(name, "'%s' %s".formatted(name, expected(name))));
            return Optional.empty();
        }
    }

    private static String expected(String name) {
        return switch (name) {
            case "provider" -> "must be a provider's id, such as openai.";
            case "status" -> "must be an HTTP status such as 404, or a class of them such as 4xx.";
            default -> "must be a time such as 2026-11-21T02:00:00Z.";
        };
    }

    private static ProviderName provider(String text) throws Names.InvalidName {
        return new ProviderName(text);
    }

    private static StatusFilter status(String text) {
        return StatusFilter.parse(text).orElseThrow(IllegalArgumentException::new);
    }

    private static Instant time(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
