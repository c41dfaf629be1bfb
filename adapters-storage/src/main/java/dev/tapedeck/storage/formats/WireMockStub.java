package dev.tapedeck.storage.formats;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Headers.Field;
import dev.tapedeck.transfer.RecordedExchange;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One stub mapping of WireMock. A stub matches requests; it is an exchange where it matches just one. */
record WireMockStub(At stub, At request, At response) {
    private static final String EQUAL = "equalTo";
    private static final List<String> BODY_MATCHERS = List.of("equalToJson", EQUAL, "binaryEqualTo");
    private static final List<String> NAMED = List.of("headers", "queryParameters");
    private static final List<String> UNREAD =
            List.of("cookies", "basicAuthCredentials", "basicAuth", "formParameters", "customMatcher");
    private static final List<String> OF_VCR = List.of("code", "status_code", "content", "parsed_body");
    private static final Pattern STATUS = Pattern.compile("[1-5]\\d\\d");
    private static final int OK = 200;
    private static final int USUAL_PRIORITY = 5;

    WireMockStub(At stub) {
        this(stub, stub.member("request"), stub.member("response"));
    }

    /** Whether a record of a list looks like a stub, and not like one of VCR's kin, which has the same two members. */
    static boolean matches(At record) {
        At request = record.member("request");
        At response = record.member("response");
        At status = response.member("status");
        boolean vcr =
                request.has("uri") || status.isMapping() || OF_VCR.stream().anyMatch(response::has);
        return request.isMapping()
                && response.isMapping()
                && !vcr
                && (status.isNothing() || STATUS.matcher(status.text()).matches());
    }

    /** The scenario that it is a step of, or empty. */
    String scenario() {
        return stub.member("scenarioName").text();
    }

    /** The state in which the scenario must be for it to answer; empty if it answers in any. */
    String requiredState() {
        return stub.member("requiredScenarioState").text();
    }

    /** The state that follows. */
    String newState() {
        return stub.member("newScenarioState").text();
    }

    /** The lower, the sooner it answers a request that others match too. */
    int priority() {
        return stub.member("priority").number().orElse(USUAL_PRIORITY);
    }

    /** Why it can't be brought in, if it can't. */
    Optional<String> whyNot() {
        if (!stub.isMapping()) {
            throw new Refusal(stub.place(), "A stub with a request and a response is expected here.");
        }
        if (!request.isMapping() || !response.isMapping()) {
            return Optional.of(request.isMapping() ? "It has no 'response'." : "It has no 'request'.");
        }
        if (!request.has("url") && !request.has("urlPath")) {
            return Optional.of("It matches a pattern of URLs, not one URL: give it 'url' or 'urlPath'.");
        }
        if (request.member("method").isNothing()
                || request.member("method").text().equals("ANY")) {
            return Optional.of("It matches any method: give it one.");
        }
        if (request.has("bodyPatterns") && body().isEmpty()) {
            return Optional.of("It matches a pattern of bodies, not one body: give it 'equalToJson' or 'equalTo'.");
        }
        if (request.has("multipartPatterns")) {
            return Optional.of("It matches the parts of a multipart body, not one body: give it 'bodyPatterns'.");
        }
        return whyNoAnswer();
    }

    private Optional<String> whyNoAnswer() {
        if (response.has("fault")) {
            return Optional.of("It answers with a fault, not with HTTP.");
        }
        if (response.has("proxyBaseUrl")) {
            return Optional.of("It passes the request on instead of answering.");
        }
        return response.has("bodyFileName")
                ? Optional.of("Its body stands in a file beside it: put it into 'body' or 'base64Body'.")
                : Optional.empty();
    }

    RecordedExchange exchange() {
        return new RecordedExchange(
                stub.place(),
                request.member("method").text(),
                url(),
                requestHeaders(),
                body().map(WireMockStub::bytes).orElse(Bytes.EMPTY),
                response.has("status") ? response.member("status").number().orElse(0) : OK,
                HeaderReading.of(response.member("headers")),
                answered(),
                Optional.empty(),
                Moments.millis(response.member("fixedDelayMilliseconds").text()));
    }

    private String url() {
        if (request.has("url")) {
            return request.member("url").text();
        }
        String query = matched("queryParameters").stream()
                .map(field -> encoded(field.name()) + "=" + encoded(field.value()))
                .collect(Collectors.joining("&"));
        return request.member("urlPath").text() + (query.isEmpty() ? "" : "?" + query);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Headers requestHeaders() {
        return new Headers(matched("headers"));
    }

    /** The fields that must have one value; those that must only look like something are left out. */
    private List<Field> matched(String member) {
        At matchers = request.member(member);
        List<Field> fields = new ArrayList<>();
        for (Value.Member matcher : matchers.members()) {
            At value = new At(matchers.place() + "/" + matcher.name(), matcher.value()).member(EQUAL);
            if (value.isText()) {
                fields.add(new Field(matcher.name(), value.text()));
            }
        }
        return fields;
    }

    /** The matchers of its request that are left out, by their places. */
    List<String> leftOut() {
        Stream<String> patterns = NAMED.stream()
                .flatMap(member -> request.member(member).members().stream()
                        .filter(matcher ->
                                !new At("", matcher.value()).member(EQUAL).isText())
                        .map(matcher -> member + "/" + matcher.name()));
        return Stream.concat(patterns, UNREAD.stream().filter(request::has)).toList();
    }

    /** The one body that it matches, if it is one. */
    private Optional<At> body() {
        return request.member("bodyPatterns").elements().stream()
                .flatMap(pattern -> BODY_MATCHERS.stream().filter(pattern::has).map(pattern::member))
                .findFirst();
    }

    private static Bytes bytes(At body) {
        if (body.place().endsWith("binaryEqualTo")) {
            return body.base64();
        }
        return body.isText() ? body.bytes() : JsonText.COMPACT.of(body.value());
    }

    private Bytes answered() {
        if (response.has("jsonBody")) {
            return JsonText.COMPACT.of(response.member("jsonBody").value());
        }
        return response.has("base64Body")
                ? response.member("base64Body").base64()
                : response.member("body").bytes();
    }
}
