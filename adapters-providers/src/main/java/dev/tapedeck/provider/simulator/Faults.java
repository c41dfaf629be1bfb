package dev.tapedeck.provider.simulator;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What shall go wrong with an answer.
 *
 * @param status an error of this status instead of the answer
 * @param retryAfter seconds, as the {@code Retry-After} of an error status
 * @param latency the wait before each chunk
 * @param cutAfter chunks of a stream after which the connection breaks; any other body breaks in the middle
 * @param batch what becomes of a batch that is created
 */
record Faults(
        Optional<Integer> status,
        Optional<Integer> retryAfter,
        Optional<Duration> latency,
        Optional<Integer> cutAfter,
        Optional<BatchFault> batch) {
    static final Faults NONE =
            new Faults(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final Pattern ERROR_STATUS = Pattern.compile("[45]\\d\\d");
    private static final Pattern COUNT = Pattern.compile("\\d{1,6}");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s)");

    /** An item that is no fault. */
    static final class UnknownFault extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        UnknownFault(String item) {
            super("'%s' is no fault that the simulator knows. Known: %s; join several with ';'."
                    .formatted(
                            item.length() <= 60 ? item : item.substring(0, 60) + "…",
                            "status=<400…599>, retry-after=<seconds>, latency=<number>ms or <number>s, "
                                    + "cut-after=<chunks>, batch=<%s>".formatted(String.join("|", BatchFault.ids()))));
        }
    }

    /** Faults from {@code name=value} items joined by {@code ;}. A later item replaces an earlier one of its name. */
    static Faults parse(String text) throws UnknownFault {
        Faults faults = NONE;
        for (String item : text.split(";", -1)) {
            if (!item.isBlank()) {
                faults = one(item.strip()).over(faults);
            }
        }
        return faults;
    }

    private static Faults one(String item) {
        int equals = item.indexOf('=');
        String name = equals < 0 ? item : item.substring(0, equals).strip();
        String value = equals < 0 ? "" : item.substring(equals + 1).strip();
        return switch (name) {
            case "status" -> NONE.withStatus(number(ERROR_STATUS, value, item));
            case "retry-after" -> NONE.withRetryAfter(number(COUNT, value, item));
            case "latency" -> NONE.withLatency(duration(value, item));
            case "cut-after" -> NONE.withCutAfter(number(COUNT, value, item));
            case "batch" -> NONE.withBatch(BatchFault.find(value).orElseThrow(() -> new UnknownFault(item)));
            default -> throw new UnknownFault(item);
        };
    }

    private Faults withStatus(int given) {
        return new Faults(Optional.of(given), retryAfter, latency, cutAfter, batch);
    }

    private Faults withRetryAfter(int seconds) {
        return new Faults(status, Optional.of(seconds), latency, cutAfter, batch);
    }

    private Faults withLatency(Duration wait) {
        return new Faults(status, retryAfter, Optional.of(wait), cutAfter, batch);
    }

    private Faults withCutAfter(int chunks) {
        return new Faults(status, retryAfter, latency, Optional.of(chunks), batch);
    }

    private Faults withBatch(BatchFault fault) {
        return new Faults(status, retryAfter, latency, cutAfter, Optional.of(fault));
    }

    private static int number(Pattern rule, String value, String item) {
        if (!rule.matcher(value).matches()) {
            throw new UnknownFault(item);
        }
        return Integer.parseInt(value);
    }

    private static Duration duration(String value, String item) {
        Matcher matcher = DURATION.matcher(value);
        if (!matcher.matches()) {
            throw new UnknownFault(item);
        }
        long number = Long.parseLong(matcher.group(1));
        return matcher.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
    }

    /** The reply with what these faults make of its headers and its end. */
    Reply applied(Reply reply) {
        Reply waiting = status.isPresent() && retryAfter.isPresent()
                ? reply.with("retry-after", retryAfter.get().toString())
                : reply;
        return cutAfter.map(waiting::cutAfter).orElse(waiting);
    }

    /** These faults, and those of the other where these say nothing. */
    Faults over(Faults defaults) {
        return new Faults(
                status.or(defaults::status),
                retryAfter.or(defaults::retryAfter),
                latency.or(defaults::latency),
                cutAfter.or(defaults::cutAfter),
                batch.or(defaults::batch));
    }
}
