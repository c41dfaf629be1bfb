package dev.tapedeck.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Documents made by chance from a seed, and different ways to write one and the same document. */
final class RandomJson {
    private static final String[] NAMES = {
        "", "a", "A", "aa", "role", "content", "model", "é", "ö", "€", "\r", "\"", "\\", "1", "10", "2", "~", "/", "*",
        "😀", "דּ", "\u007f", "\u0080", "\uffff", "𝄞"
    };

    private final Random chance;

    RandomJson(long seed) {
        chance = new Random(seed);
    }

    /** A value: a map, a list, a string, a double, an integer, or a literal as an {@link Enum}. */
    Object value(int depth) {
        return switch (chance.nextInt(depth > 0 ? 8 : 4)) {
            case 0 -> Literal.values()[chance.nextInt(Literal.values().length)];
            case 1 -> number();
            case 2, 3 -> string();
            case 4, 5 -> list(depth - 1);
            default -> map(depth - 1);
        };
    }

    enum Literal {
        NULL("null"),
        TRUE("true"),
        FALSE("false");

        private final String text;

        Literal(String text) {
            this.text = text;
        }
    }

    /** A pointer that may well lead somewhere in such a document. */
    JsonPointer pointer() {
        List<String> tokens = Stream.generate(() -> switch (chance.nextInt(4)) {
                    case 0 -> JsonPointer.ANY;
                    case 1 -> Integer.toString(chance.nextInt(4));
                    default -> NAMES[chance.nextInt(NAMES.length)];
                })
                .limit(chance.nextInt(1, 4))
                .toList();
        return new JsonPointer(tokens);
    }

    private List<Object> list(int depth) {
        return IntStream.range(0, chance.nextInt(5))
                .mapToObj(index -> value(depth))
                .toList();
    }

    private Map<String, Object> map(int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int count = chance.nextInt(8); count > 0; count--) {
            map.put(chance.nextInt(4) == 0 ? string() : NAMES[chance.nextInt(NAMES.length)], value(depth));
        }
        return map;
    }

    private Double number() {
        return switch (chance.nextInt(6)) {
            case 0 -> (double) chance.nextInt(-20, 100);
            case 1 -> chance.nextInt(-2000, 2000) / 100.0;
            case 2 -> (double) chance.nextLong();
            case 3 -> chance.nextInt(1, 100) * Math.pow(10, chance.nextInt(-30, 30));
            case 4 -> -0.0;
            default -> finite();
        };
    }

    private double finite() {
        double any = Double.longBitsToDouble(chance.nextLong());
        return Double.isFinite(any) ? any : Double.MAX_VALUE;
    }

    private String string() {
        StringBuilder text = new StringBuilder();
        for (int length = chance.nextInt(12); length > 0; length--) {
            text.appendCodePoint(codePoint());
        }
        return text.toString();
    }

    private int codePoint() {
        return switch (chance.nextInt(8)) {
            case 0 -> chance.nextInt(0x20);
            case 1 -> chance.nextInt(0x80, 0x800);
            case 2 -> chance.nextInt(0x800, 0xD800);
            case 3 -> chance.nextInt(0xE000, 0x10000);
            case 4 -> chance.nextInt(0x10000, 0x110000);
            case 5 -> "\"\\/".charAt(chance.nextInt(3));
            default -> chance.nextInt(0x20, 0x7f);
        };
    }

    /** One of the many texts of a value: members in any order, any white space, escapes and ways to write a number. */
    String write(Object value) {
        String text = switch (value) {
            case Map<?, ?> map -> members(map);
            case List<?> list -> list.stream().map(this::write).collect(Collectors.joining(",", "[" + space(), "]"));
            case String string -> quoted(string);
            case Double number -> spelled(number);
            case Literal literal -> literal.text;
            default -> throw new IllegalArgumentException(value.toString());
        };
        return space() + text + space();
    }

    private String members(Map<?, ?> map) {
        List<String> members = new ArrayList<>();
        map.forEach((name, value) -> members.add(space() + quoted((String) name) + space() + ":" + write(value)));
        Collections.shuffle(members, chance);
        return members.stream().collect(Collectors.joining(",", "{", space() + "}"));
    }

    private String space() {
        return switch (chance.nextInt(8)) {
            case 0 -> " ";
            case 1 -> "\n\t";
            case 2 -> "\r\n  ";
            default -> "";
        };
    }

    private String spelled(double number) {
        BigDecimal decimal = new BigDecimal(Double.toString(number));
        return switch (chance.nextInt(4)) {
            case 0 -> decimal.toPlainString();
            case 1 -> "%sE%d".formatted(decimal.unscaledValue(), -decimal.scale());
            case 2 -> decimal.toEngineeringString();
            default -> number == 0 ? "-0" : Double.toString(number);
        };
    }

    private String quoted(String string) {
        return string.codePoints().mapToObj(this::character).collect(Collectors.joining("", "\"", "\""));
    }

    private String character(int codePoint) {
        if (codePoint < ' ' || chance.nextInt(10) == 0) {
            return Character.toString(codePoint).chars().mapToObj(this::escape).collect(Collectors.joining());
        }
        return switch (codePoint) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '/' -> chance.nextBoolean() ? "/" : "\\/";
            default -> Character.toString(codePoint);
        };
    }

    private String escape(int unit) {
        String digits = "%04x".formatted(unit);
        return "\\u" + (chance.nextBoolean() ? digits : digits.toUpperCase(Locale.ROOT));
    }
}
