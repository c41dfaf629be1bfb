package dev.tapedeck.resilience;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a policy setting may be. Readers give nothing for what is of another type or out of range. */
sealed interface ValueType {
    /** Reads it from a setting of the configuration. */
    Optional<Object> parse(String text);

    /** Reads it from JSON. */
    Optional<Object> read(GivenValue given);

    boolean isLawful(Object value);

    /** What it must be, to end a sentence: {@code a whole number from 1 to 10}. */
    String description();

    /** A whole number. */
    record Whole(int min, int max) implements ValueType {
        private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

        @Override
        public Optional<Object> parse(String text) {
            return DIGITS.matcher(text).matches()
                    ? Optional.<Object>of(Integer.valueOf(text)).filter(this::isLawful)
                    : Optional.empty();
        }

        @Override
        public Optional<Object> read(GivenValue given) {
            return given instanceof GivenValue.Number(double value) && value == Math.rint(value)
                    ? Optional.<Object>of((int) value).filter(this::isLawful)
                    : Optional.empty();
        }

        @Override
        public boolean isLawful(Object value) {
            return value instanceof Integer number && number >= min && number <= max;
        }

        @Override
        public String description() {
            return "a whole number from %d to %d".formatted(min, max);
        }
    }

    /** A part of one. */
    record Share() implements ValueType {
        private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

        @Override
        public Optional<Object> parse(String text) {
            return DECIMAL.matcher(text).matches()
                    ? Optional.<Object>of(Double.valueOf(text)).filter(this::isLawful)
                    : Optional.empty();
        }

        @Override
        public Optional<Object> read(GivenValue given) {
            return given instanceof GivenValue.Number(double value)
                    ? Optional.<Object>of(value).filter(this::isLawful)
                    : Optional.empty();
        }

        @Override
        public boolean isLawful(Object value) {
            return value instanceof Double number && number >= 0 && number <= 1;
        }

        @Override
        public String description() {
            return "a number from 0 to 1";
        }
    }

    /** A length of time. */
    record Span(Duration min, Duration max) implements ValueType {
        private static final Pattern SHORT = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ms|s|m|h)");
        private static final double NANOS = 1_000_000_000;

        @Override
        public Optional<Object> parse(String text) {
            Matcher matcher = SHORT.matcher(text);
            if (matcher.matches()) {
                return seconds(Double.parseDouble(matcher.group(1)) * secondsIn(matcher.group(2)));
            }
            try {
                return Optional.<Object>of(Duration.parse(text)).filter(this::isLawful);
            } catch (DateTimeParseException notIso) {
                return Optional.empty();
            }
        }

        private static double secondsIn(String unit) {
            return switch (unit) {
                case "ms" -> 0.001;
                case "s" -> 1;
                case "m" -> 60;
                default -> 3_600;
            };
        }

        @Override
        public Optional<Object> read(GivenValue given) {
            return switch (given) {
                case GivenValue.Text(String text) -> parse(text);
                case GivenValue.Number(double value) -> seconds(value);
                case GivenValue.Truth truth -> Optional.empty();
                case GivenValue.Empty empty -> Optional.empty();
                case GivenValue.Other other -> Optional.empty();
            };
        }

        /** Reads a member that says by its name that it is in milliseconds. */
        Optional<Object> readMillis(GivenValue given) {
            return given instanceof GivenValue.Number(double value) ? seconds(value / 1_000) : Optional.empty();
        }

        private Optional<Object> seconds(double value) {
            return Optional.<Object>of(Duration.ofNanos(Math.round(value * NANOS)))
                    .filter(this::isLawful);
        }

        @Override
        public boolean isLawful(Object value) {
            return value instanceof Duration span && span.compareTo(min) >= 0 && span.compareTo(max) <= 0;
        }

        @Override
        public String description() {
            return "a duration from %s to %s, such as \"PT1.5S\", \"500ms\", \"30s\", \"5m\" or \"1h\""
                    .formatted(min, max);
        }
    }

    /**
     * One of some words.
     *
     * @param ids the words, in the order of the values
     */
    record Words(List<?> values, List<String> ids) implements ValueType {
        static <E extends Enum<E>> Words of(E[] values, Function<E, String> id) {
            return new Words(List.of(values), Arrays.stream(values).map(id).toList());
        }

        @Override
        public Optional<Object> parse(String text) {
            return Stream.of(ids.indexOf(text))
                    .filter(index -> index >= 0)
                    .<Object>map(values::get)
                    .findFirst();
        }

        @Override
        public Optional<Object> read(GivenValue given) {
            return given instanceof GivenValue.Text(String text) ? parse(text) : Optional.empty();
        }

        @Override
        public boolean isLawful(Object value) {
            return values.contains(value);
        }

        @Override
        public String description() {
            return "one of " + String.join(", ", ids);
        }

        String id(Object value) {
            return ids.get(values.indexOf(value));
        }
    }

    /** Yes or no. */
    record Switch() implements ValueType {
        @Override
        public Optional<Object> parse(String text) {
            return switch (text) {
                case "true" -> Optional.of(true);
                case "false" -> Optional.of(false);
                default -> Optional.empty();
            };
        }

        @Override
        public Optional<Object> read(GivenValue given) {
            return given instanceof GivenValue.Truth(boolean value) ? Optional.of(value) : Optional.empty();
        }

        @Override
        public boolean isLawful(Object value) {
            return value instanceof Boolean;
        }

        @Override
        public String description() {
            return "true or false";
        }
    }
}
