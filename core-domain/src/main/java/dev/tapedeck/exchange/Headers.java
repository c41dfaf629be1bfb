package dev.tapedeck.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Header fields in the order in which they came; a name may stand there more than once and is compared without regard
 * to case (RFC 9110, section 5.1). Immutable.
 *
 * @param fields the fields, in order
 */
public record Headers(List<Field> fields) {
    public static final Headers NONE = new Headers(List.of());

    private static final String EVENTS = "text/event-stream";
    private static final Set<String> STREAMS =
            Set.of(EVENTS, "application/x-ndjson", "application/stream+json", "application/vnd.amazon.eventstream");

    private static final Set<String> HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** One header field. The name keeps the case in which it came. */
    public record Field(String name, String value) {
        public boolean is(String otherName) {
            return name.equalsIgnoreCase(otherName);
        }
    }

    public Headers {
        fields = List.copyOf(fields);
    }

    /** Fields from alternating names and values. */
    public static Headers of(String... namesAndValues) {
        List<Field> fields = new ArrayList<>(namesAndValues.length / 2);
        for (int at = 0; at < namesAndValues.length; at += 2) {
            fields.add(new Field(namesAndValues[at], namesAndValues[at + 1]));
        }
        return new Headers(fields);
    }

    public static Headers of(Iterable<Map.Entry<String, String>> entries) {
        List<Field> fields = new ArrayList<>();
        entries.forEach(entry -> fields.add(new Field(entry.getKey(), entry.getValue())));
        return new Headers(fields);
    }

    /** The value of the first field of that name. */
    public Optional<String> first(String name) {
        for (Field field : fields) {
            if (field.is(name)) {
                return Optional.of(field.value());
            }
        }
        return Optional.empty();
    }

    public Stream<String> all(String name) {
        return fields.stream().filter(field -> field.is(name)).map(Field::value);
    }

    /** These fields with those of that name replaced by one. */
    public Headers with(String name, String value) {
        List<Field> changed = new ArrayList<>(without(field -> field.is(name)).fields());
        changed.add(new Field(name, value));
        return new Headers(changed);
    }

    public Headers without(Predicate<Field> unwanted) {
        return new Headers(fields.stream().filter(unwanted.negate()).toList());
    }

    /** These headers without those of one hop (RFC 9110, section 7.6.1), the ones that {@code Connection} names too. */
    public Headers endToEnd() {
        Set<String> named = all("connection")
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return without(field -> {
            String name = field.name().toLowerCase(Locale.ROOT);
            return HOP.contains(name) || named.contains(name);
        });
    }

    public Optional<String> contentType() {
        return first("content-type");
    }

    /** Type and subtype of the content, lower case; empty if there is no content type. */
    public String mediaType() {
        return contentType()
                .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .orElse("");
    }

    /** Whether the body is a stream of server-sent events. */
    public boolean announceEvents() {
        return mediaType().equals(EVENTS);
    }

    /** Whether the body comes piece by piece, as it is made: events, or lines or frames of JSON. */
    public boolean announceStream() {
        return STREAMS.contains(mediaType());
    }

    /** The names only: values may be secret. */
    @Override
    public String toString() {
        return fields.stream().map(Field::name).toList().toString();
    }
}
