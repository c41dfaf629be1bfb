package dev.tapedeck.web.dashboard;

import dev.tapedeck.cassette.SearchQuery;
import dev.tapedeck.cassette.StatusFilter;
import dev.tapedeck.exchange.Names;
import dev.tapedeck.exchange.ProviderName;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The conditions that an address puts on recordings, by the name of the parameter. What can't be understood is no
 * condition.
 */
record RecordingFilter(Map<String, String> values) {
    static final String NAME = "q";
    static final String TEXT = "text";
    static final String MODEL = "model";
    static final String PROVIDER = "provider";
    static final String STATUS = "status";
    static final String SINCE = "since";
    static final String UNTIL = "until";

    /** The conditions on interactions, in the order in which they are shown. */
    static final List<String> SEARCHED = List.of(TEXT, MODEL, PROVIDER, STATUS, SINCE, UNTIL);

    private static final int LONGEST = 200;
    private static final Duration DAY = Duration.ofDays(1);

    /** Those of these parameters that the address has. */
    static RecordingFilter in(UriInfo uri, List<String> names) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : names) {
            String value = Optional.ofNullable(uri.getQueryParameters().getFirst(name))
                    .orElse("")
                    .strip();
            if (!value.isEmpty()) {
                values.put(name, value.length() > LONGEST ? value.substring(0, LONGEST) : value);
            }
        }
        return new RecordingFilter(values);
    }

    String value(String name) {
        return values.getOrDefault(name, "");
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    RecordingFilter without(String name) {
        Map<String, String> others = new LinkedHashMap<>(values);
        others.remove(name);
        return new RecordingFilter(others);
    }

    /** What the conditions on interactions ask for. */
    SearchQuery query() {
        return new SearchQuery(
                read(TEXT),
                read(MODEL),
                read(PROVIDER).flatMap(RecordingFilter::provider),
                read(STATUS).flatMap(StatusFilter::parse),
                read(SINCE).flatMap(text -> time(text, Duration.ZERO)),
                read(UNTIL).flatMap(text -> time(text, DAY)));
    }

    private Optional<String> read(String name) {
        return Optional.ofNullable(values.get(name));
    }

    private static Optional<ProviderName> provider(String text) {
        try {
            return Optional.of(new ProviderName(text));
        } catch (Names.InvalidName noName) {
            return Optional.empty();
        }
    }

    /** A moment, or a day (UTC) with so much added. */
    private static Optional<Instant> time(String text, Duration added) {
        try {
            return Optional.of(
                    text.contains("T")
                            ? Instant.parse(text)
                            : LocalDate.parse(text)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant()
                                    .plus(added));
        } catch (DateTimeParseException noTime) {
            return Optional.empty();
        }
    }

    /** The path with these conditions, and another parameter before them unless it is empty. */
    String address(String path, String first) {
        String conditions = values.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String all = first.isEmpty() || conditions.isEmpty() ? first + conditions : first + "&" + conditions;
        return all.isEmpty() ? path : path + "?" + all;
    }

    String address(String path) {
        return address(path, "");
    }
}
