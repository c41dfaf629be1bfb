package dev.tapedeck.storage.formats;

import dev.tapedeck.transfer.RecordedExchange;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * One record of VCR.py, of VCR for Ruby and R, of go-vcr, of Datadog's test agent: a request and a response, which
 * differ in the names of a few members. Each is looked for under all its names.
 *
 * @param request {@code method}, {@code uri} or {@code url}, {@code headers}, {@code body}
 * @param response {@code status}, {@code code} or {@code status_code}, {@code headers}, {@code body}
 */
record TapeRecord(At record, At request, At response) {
    private static final Pattern WEB_SOCKET = Pattern.compile("(?i)wss?://.*", Pattern.DOTALL);
    private static final int SWITCHING = 101;

    TapeRecord(At record) {
        this(record, record.member("request"), record.member("response"));
    }

    /** Whether it has the names that go-vcr gives. */
    boolean isOfGo() {
        return request.has("url") && !request.has("uri");
    }

    /** Why it can't be brought in, if it can't. */
    Optional<String> whyNot() {
        if (!record.isMapping()) {
            throw new Refusal(record.place(), "A mapping with a request and a response is expected here.");
        }
        if (!request.isMapping() || !response.isMapping()) {
            return Optional.of("It is no HTTP request with its response but, say, a WebSocket message or a gRPC call.");
        }
        boolean webSocket = WEB_SOCKET.matcher(url()).matches() || status().orElse(0) == SWITCHING;
        return webSocket ? Optional.of("It is a WebSocket, not an HTTP request with its response.") : Optional.empty();
    }

    RecordedExchange exchange() {
        return new RecordedExchange(
                record.place(),
                request.member("method").text(),
                url(),
                HeaderReading.of(request.member("headers")),
                BodyReading.of(request),
                status().orElse(0),
                HeaderReading.of(response.member("headers")),
                BodyReading.of(response),
                Moments.instant(record.member("recorded_at").text()),
                Moments.goDuration(response.member("duration").text()));
    }

    private String url() {
        return request.member(request.has("uri") ? "uri" : "url").text();
    }

    private OptionalInt status() {
        if (response.has("status_code")) {
            return response.member("status_code").number();
        }
        if (response.has("code")) {
            return response.member("code").number();
        }
        At status = response.member("status");
        if (!status.isMapping()) {
            return status.number();
        }
        return status.member(status.has("code") ? "code" : "status_code").number();
    }
}
