package dev.tapedeck.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** RFC 8785 word for word, by way of a tree: slow, and made in another way than what it is compared with. */
final class NaiveCanonicalJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private NaiveCanonicalJson() {}

    static String of(String json) {
        return of(json, List.of());
    }

    /** @param dropped pointers that don't lead to the whole document */
    static String of(String json, List<JsonPointer> dropped) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            parser.nextToken();
            return text(without(tree(parser), dropped, JsonPointer.ROOT));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static @Nullable Object tree(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> elements(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> new BigDecimal(parser.getText()).doubleValue();
        };
    }

    private static Map<String, @Nullable Object> members(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> members = new TreeMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, tree(parser));
        }
        return members;
    }

    private static List<@Nullable Object> elements(JsonParser parser) throws IOException {
        List<@Nullable Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(tree(parser));
        }
        return elements;
    }

    private static @Nullable Object without(@Nullable Object tree, List<JsonPointer> dropped, JsonPointer here) {
        if (tree instanceof Map<?, ?> members) {
            Map<String, @Nullable Object> kept = new TreeMap<>();
            members.forEach((name, value) -> {
                JsonPointer place = here.child((String) name);
                if (dropped.stream().noneMatch(pointer -> covers(pointer, place))) {
                    kept.put((String) name, without(value, dropped, place));
                }
            });
            return kept;
        }
        if (tree instanceof List<?> elements) {
            List<@Nullable Object> kept = new ArrayList<>();
            for (int index = 0; index < elements.size(); index++) {
                JsonPointer place = here.child(Integer.toString(index));
                if (dropped.stream().noneMatch(pointer -> covers(pointer, place))) {
                    kept.add(without(elements.get(index), dropped, place));
                }
            }
            return kept;
        }
        return tree;
    }

    private static boolean covers(JsonPointer pattern, JsonPointer place) {
        return pattern.tokens().size() == place.tokens().size()
                && IntStream.range(0, place.tokens().size())
                        .allMatch(at -> List.of("*", place.tokens().get(at))
                                .contains(pattern.tokens().get(at)));
    }

    private static String text(@Nullable Object tree) {
        return switch (tree) {
            case null -> "null";
            case Map<?, ?> members ->
                members.entrySet().stream()
                        .map(member -> string((String) member.getKey()) + ":" + text(member.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
            case List<?> elements ->
                elements.stream().map(NaiveCanonicalJson::text).collect(Collectors.joining(",", "[", "]"));
            case String string -> string(string);
            case Double number -> number(number);
            default -> tree.toString();
        };
    }

    private static String string(String text) {
        return text.codePoints().mapToObj(NaiveCanonicalJson::character).collect(Collectors.joining("", "\"", "\""));
    }

    private static String character(int codePoint) {
        return switch (codePoint) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> codePoint < ' ' ? "\\u%04x".formatted(codePoint) : Character.toString(codePoint);
        };
    }

    /** ECMAScript's {@code Number::toString}, by trying. */
    static String number(double number) {
        if (number == 0) {
            return "0";
        }
        if (number < 0) {
            return "-" + number(-number);
        }
        BigDecimal shortest = shortest(number);
        String digits = shortest.unscaledValue().toString();
        int k = digits.length();
        int n = k - shortest.scale();
        if (k <= n && n <= 21) {
            return digits + "0".repeat(n - k);
        }
        if (0 < n && n <= 21) {
            return digits.substring(0, n) + "." + digits.substring(n);
        }
        if (-6 < n && n <= 0) {
            return "0." + "0".repeat(-n) + digits;
        }
        String exponent = "e" + (n - 1 < 0 ? "-" : "+") + Math.abs(n - 1);
        return k == 1 ? digits + exponent : digits.charAt(0) + "." + digits.substring(1) + exponent;
    }

    /** The fewest digits; of these the nearest to the number; of two as near the even one. */
    private static BigDecimal shortest(double number) {
        BigDecimal exact = new BigDecimal(number);
        for (int precision = 1; ; precision++) {
            BigDecimal down = exact.round(new MathContext(precision, RoundingMode.DOWN));
            BigDecimal up = exact.round(new MathContext(precision, RoundingMode.UP));
            List<BigDecimal> same = Stream.of(down, up)
                    .filter(candidate -> candidate.doubleValue() == number)
                    .sorted(Comparator.comparing((BigDecimal candidate) ->
                                    candidate.subtract(exact).abs())
                            .thenComparing(
                                    candidate -> candidate.unscaledValue().testBit(0)))
                    .toList();
            if (!same.isEmpty()) {
                return same.getFirst().stripTrailingZeros();
            }
        }
    }
}
