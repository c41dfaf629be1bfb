package dev.tapedeck.provider.resilience;

import dev.tapedeck.exchange.Headers;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How long a provider asks to be left alone: {@code Retry-After}, in seconds or as a date (RFC 9110, section 10.2.3), and
 * the more exact {@code retry-after-ms} of OpenAI and Azure, which may have decimals. What is malformed, lies in the past
 * or is longer than a month says nothing.
 */
final class RetryAfter {
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
    private static final Pattern MILLIS = Pattern.compile("\\d{1,12}(\\.\\d{1,12})?");

    private RetryAfter() {}

    /** The longest of the waits that these headers ask for, if they ask for any. */
    static Optional<Duration> in(Headers headers, Instant now) {
        Stream<Duration> exact =
                headers.all("retry-after-ms").map(String::strip).flatMap(RetryAfter::millis);
        Stream<Duration> rough = headers.all("retry-after").map(String::strip).flatMap(value -> wait(value, now));
        return Stream.concat(exact, rough)
                .filter(wait -> !wait.isNegative() && wait.compareTo(LONGEST) <= 0)
                .max(Comparator.naturalOrder());
    }

    /** Rounded up, so that nobody comes too early. */
    private static Stream<Duration> millis(String value) {
        return MILLIS.matcher(value).matches()
                ? Stream.of(Duration.ofMillis((long) Math.ceil(Double.parseDouble(value))))
                : Stream.empty();
    }

    private static Stream<Duration> wait(String value, Instant now) {
        if (SECONDS.matcher(value).matches()) {
            return Stream.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        return HttpDate.parse(value, now).map(date -> Duration.between(now, date)).stream();
    }
}
