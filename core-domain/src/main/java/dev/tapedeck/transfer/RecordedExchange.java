package dev.tapedeck.transfer;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Headers;
import java.time.Instant;
import java.util.Optional;

/**
 * One request and its answer, as another tool recorded them. Nothing is redacted yet.
 *
 * @param place where it stands in its file, for reports: {@code interaction 3}
 * @param method the HTTP method, upper case
 * @param url the URL as it stands in the file: it may have no scheme, or hold placeholders such as {@code <HOST>}
 * @param requestBody without content coding; empty if there is none
 * @param status the HTTP status, 100 to 999
 * @param responseBody without content coding, whatever the headers say
 * @param recordedAt when, if the file says so
 * @param durationMillis how long the call took, 0 if the file doesn't say
 */
public record RecordedExchange(
        String place,
        String method,
        String url,
        Headers requestHeaders,
        Bytes requestBody,
        int status,
        Headers responseHeaders,
        Bytes responseBody,
        Optional<Instant> recordedAt,
        long durationMillis) {}
