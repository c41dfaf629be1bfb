package dev.tapedeck.declared;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.json.CanonicalJson;
import dev.tapedeck.json.JsonOutput;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Writes what was read as JSON: members sorted, no white space, and numbers with exactly their value. It is the form of
 * RFC 8785, but for numbers that no double holds: they keep their digits.
 */
public final class NodeJson {
    /** How deep objects and lists may stand inside each other. */
    public static final int DEEPEST = 100;

    private static final int LONGEST_NUMBER = 1_000;
    private static final int LONGEST_NAME = 1_000;
    private static final int EXPECTED = 256;
    private static final int HEX = 16;
    private static final int OCTAL = 8;

    private final JsonOutput out = new JsonOutput(EXPECTED);

    private NodeJson() {}

    /** The JSON; empty, and reported, if there is something that JSON has no form for. */
    public static Optional<Bytes> of(Spot spot) {
        int before = spot.problems().count();
        NodeJson json = new NodeJson();
        json.value(spot, 0);
        return spot.problems().count() == before ? Optional.of(Bytes.wrap(json.out.toBytes())) : Optional.empty();
    }

    private void value(Spot spot, int depth) {
        if (depth > DEEPEST) {
            spot.report("Objects and lists stand over %d deep in each other here.".formatted(DEEPEST));
            return;
        }
        switch (spot.node()) {
            case Node.Mapping mapping -> object(new Members(spot, mapping), depth);
            case Node.Sequence sequence -> list(spot, sequence.elements(), depth);
            case Node.Scalar scalar -> scalar(spot, scalar);
        }
    }

    private void object(Members members, int depth) {
        List<Map.Entry<String, Spot>> sorted = members.all().stream()
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .toList();
        char before = '{';
        for (Map.Entry<String, Spot> member : sorted) {
            out.put(before);
            name(member.getKey(), member.getValue());
            out.put(':');
            value(member.getValue(), depth + 1);
            before = ',';
        }
        out.ascii(sorted.isEmpty() ? "{}" : "}");
    }

    private void name(String name, Spot spot) {
        if (name.length() > LONGEST_NAME) {
            spot.report("Its name has over %,d characters.".formatted(LONGEST_NAME));
        }
        text(name, spot);
    }

    private void list(Spot spot, List<Node> elements, int depth) {
        out.put('[');
        for (int index = 0; index < elements.size(); index++) {
            if (index > 0) {
                out.put(',');
            }
            value(spot.inner(Integer.toString(index), elements.get(index)), depth + 1);
        }
        out.put(']');
    }

    private void scalar(Spot spot, Node.Scalar scalar) {
        switch (scalar.kind()) {
            case TEXT -> text(scalar.text(), spot);
            case NUMBER -> number(spot, scalar.text());
            case BOOLEAN -> out.ascii(scalar.text().toLowerCase(Locale.ROOT));
            case NULL -> out.ascii("null");
        }
    }

    private void text(String text, Spot spot) {
        if (!out.string(text)) {
            spot.report("Here is half a character (a lone surrogate), which no JSON can hold.");
        }
    }

    private void number(Spot spot, String text) {
        Optional<BigDecimal> value = value(text).filter(NodeJson::isDouble);
        value.ifPresentOrElse(
                number -> out.ascii(exact(number)),
                () -> spot.report(
                        "%s must be a number that JSON has and a double can come near to.".formatted(spot.subject())));
    }

    /** The value of a number as YAML 1.2's core schema writes it. */
    private static Optional<BigDecimal> value(String text) {
        if (text.length() > LONGEST_NUMBER) {
            return Optional.empty();
        }
        try {
            if (text.startsWith("0x")) {
                return Optional.of(new BigDecimal(new BigInteger(text.substring(2), HEX)));
            }
            if (text.startsWith("0o")) {
                return Optional.of(new BigDecimal(new BigInteger(text.substring(2), OCTAL)));
            }
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException endless) { // .inf and .nan
            return Optional.empty();
        }
    }

    private static boolean isDouble(BigDecimal number) {
        double nearest = number.doubleValue();
        return Double.isFinite(nearest) && (nearest != 0 || number.signum() == 0);
    }

    private static String exact(BigDecimal number) {
        String canonical = canonical(number);
        return new BigDecimal(canonical).compareTo(number) == 0
                ? canonical
                : number.stripTrailingZeros().toString();
    }

    private static String canonical(BigDecimal number) {
        return switch (CanonicalJson.of(number.toString().getBytes(UTF_8))) {
            case CanonicalJson.Text text -> text.toString();
            case CanonicalJson.NotJson no -> throw new IllegalStateException(no.reason());
            case CanonicalJson.TooDeep no -> throw new IllegalStateException("a number has no depth");
        };
    }
}
