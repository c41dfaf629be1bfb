package dev.tapedeck.storage.formats;

import dev.tapedeck.transfer.RecordedExchange;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
    private static final String RESPONSE = "response";

    /** A request or response of HTTP has one of these at least. */
    private static final List<String> OF_HTTP = List.of(
            "proto",
            "method",
            "uri",
            "url",
            "status",
            "status_code",
            "code",
            "headers",
            "body",
            "parsed_body",
            "content");

    TapeRecord(At record) {
        this(record, record.member("request"), record.member(RESPONSE));
    }

    /** Whether it has the names that go-vcr gives. */
    boolean isOfGo() {
        return request.has("url") && !request.has("uri");
    }

    /** Why it can't be brought in, if it can't. */
    Optional<String> whyNot() {
        if (!record.isMapping() && !record.isNothing()) {
            throw new Refusal(record.place(), "A mapping with a request and a response is expected here.");
        }
        if (!isHttp()) {
            return Optional.of("It is no HTTP request with its response but, say, a WebSocket message or a gRPC call.");
        }
        boolean webSocket = WEB_SOCKET.matcher(url()).matches() || status().orElse(0) == SWITCHING;
        return webSocket ? Optional.of("It is a WebSocket, not an HTTP request with its response.") : Optional.empty();
    }

    private boolean isHttp() {
        boolean named = record.names("request") || record.names(RESPONSE) || hasNothingYet();
        return named && mayBeHttp(request) && mayBeHttp(response) && !(request.isText() && response.isText());
    }

    /** Whether nothing stands there that tells what it is. */
    private boolean hasNothingYet() {
        return record.members().stream().allMatch(member -> member.name().equals("id"));
    }

    /** Whether it is a message of HTTP as far as it goes; a name that was cut off is a text. */
    private static boolean mayBeHttp(At message) {
        return message.isNothing()
                || message.isText()
                || (message.isMapping()
                        && (message.members().isEmpty() || OF_HTTP.stream().anyMatch(message::names)));
    }

    /** What a record of HTTP must have but hasn't, as a sentence. */
    Optional<String> lacks() {
        if (!request.isMapping() || !response.isMapping()) {
            return Optional.of(lacksMessage());
        }
        if (!request.has("method")) {
            return Optional.of("Its request has no 'method'.");
        }
        if (!request.has("uri") && !request.has("url")) {
            return Optional.of("Its request has no 'uri' or 'url'.");
        }
        boolean answered = Stream.of("status_code", "code", "status").anyMatch(response::has);
        return answered ? Optional.empty() : Optional.of("Its response has no 'status'.");
    }

    private String lacksMessage() {
        if (request.isMapping()) {
            return "It has a request but no 'response'.";
        }
        return response.isMapping() ? "It has a response but no 'request'." : "It has no 'request' and no 'response'.";
    }

    /** Whether its response has a body, be it an empty one. */
    boolean hasResponseBody() {
        At body = response.member("body");
        return body.isMapping()
                && body.members().stream()
                        .anyMatch(member -> !member.name().equals("encoding")
                                && !member.value().isNothing());
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
