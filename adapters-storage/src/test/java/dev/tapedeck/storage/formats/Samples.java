package dev.tapedeck.storage.formats;

import dev.tapedeck.exchange.Bytes;
import java.util.List;
import java.util.stream.Stream;

/** A small file of each foreign format, with something of most of its forms. */
final class Samples {
    private static final String VCR = """
            interactions:
            - request:
                body: !!binary |
                  /wBh
                headers: &h
                  Accept: ['*/*']
                  ? !!python/object/apply:multidict._multidict.istr [X]
                  : [y]
                method: POST
                uri: https://api.example.com/v1/chat?a=b
              response:
                body: {string: "data: {\\"a\\": \\"\\u00e9\\"}\\n\\ndata: [DONE]\\n\\n"}
                headers: {content-encoding: [gzip], Content-Type: [text/event-stream]}
                status: {code: 200, message: OK}
            - request: {body: '{"a":1}', headers: *h, method: post, uri: 'https://api.example.com/'}
              response: {content: "x", headers: {}, http_version: HTTP/1.1, status_code: 201}
            - request: {parsed_body: {a: [1, 2.5, yes, ~]}, headers: *h, method: post, uri: 'https://api.example.com/'}
              response:
                headers: {}
                parsed_body:
                  text: |
                    two
                    lines
                status: {code: 404, message: null}
            version: 1
            """;

    private static final String RUBY = """
            ---
            http_interactions:
            - request:
                method: post
                uri: https://host/<PROJECT>/x
                body: {encoding: US-ASCII, string: ''}
                headers: {Accept: ["*/*"]}
              response:
                status: {code: 200, message: OK}
                headers: {Set-Cookie: [a, b]}
                body:
                  encoding: ASCII-8BIT
                  string: !binary |-
                    /wBh
              recorded_at: Mon, 10 Aug 2026 23:11:49 GMT
            recorded_with: VCR 6.4.0
            """;

    private static final String GO = """
            ---
            version: 2
            interactions:
                - id: 0
                  request: {proto: HTTP/1.1, host: host, body: '{}', form: {alt: [sse]}, url: 'https://host/v1?alt=sse', method: POST}
                  response: {uncompressed: true, body: x, headers: {A: [b]}, status: 200 OK, code: 200, duration: 1.5s}
            """;

    private static final String HAR = """
            {"log": {"version": "1.2", "creator": {"name": "Polly.JS", "version": "6.0.6"}, "entries": [
              {"_id": "x", "_order": 0, "cache": {}, "startedDateTime": "2025-08-17T13:58:28.123Z", "time": 812,
               "request": {"method": "POST", "url": "https://host/v1", "headers": [{"name": "a", "value": "b"}],
                 "postData": {"mimeType": "application/json", "params": [], "text": "{\\"a\\":1}"}},
               "response": {"status": 200, "headers": [{"name": "content-encoding", "value": "gzip"}],
                 "content": {"mimeType": "x", "size": 3, "encoding": "base64", "text": "[\\"/wBh\\",\\"/wBh\\"]"}}},
              {"request": {"method": "GET", "url": "https://host/v1", "headers": []},
               "response": {"status": 0, "headers": []}}]}}
            """;

    private static final String WIRE_MOCK = """
            {"mappings": [{"scenarioName": "s", "requiredScenarioState": "Started", "newScenarioState": "b",
              "request": {"urlPath": "/v1", "method": "POST", "queryParameters": {"a": {"equalTo": "b"}},
                "bodyPatterns": [{"equalToJson": {"a": 1}}]},
              "response": {"status": 200, "jsonBody": {"a": [1]}, "headers": {"A": ["b"]}}},
             {"request": {"url": "/v2", "method": "GET"}, "response": {"base64Body": "/wBh"}},
             {"request": {"urlPattern": "/.*", "method": "GET"}, "response": {"fault": "EMPTY_RESPONSE"}}]}
            """;

    private static final String NOCK = """
            [{"scope": "https://host:443", "method": "POST", "path": "/v1", "body": {"a": 1.5}, "status": 200,
              "response": "ff0061", "rawHeaders": ["A", "b"], "reqheaders": {"c": "d"}, "responseIsBinary": true},
             {"scope": "https://host:443", "method": "GET", "path": "/", "body": "", "status": 200, "response": ["ff00"]}]
            """;

    private static final String HTTPRR = httprr(
            "POST https://host/a HTTP/1.1\r\nHost: host\r\n\r\n{}",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX: y\r\n\r\n3\r\nabc\r\n0\r\n\r\n");

    private static final String LANGCHAIN = """
            requests:
            - {method: POST, uri: 'https://host/1', headers: {a: ['**REDACTED**']}, body: !!binary YQ==}
            responses:
            - {body: {string: one}, headers: {b: '**REDACTED**'}, status: {code: 200, message: OK}}
            """;

    private static final String DATADOG = """
            {"request": {"method": "POST", "url": "https://host/v1", "headers": {"A": "b"}, "body": "{}"},
             "response": {"status": {"code": 200, "message": "OK"}, "headers": {}, "body": "plain"}}
            """;

    private Samples() {}

    private static String httprr(String request, String response) {
        return "httprr trace v1\n%d %d\n%s%s".formatted(request.length(), response.length(), request, response);
    }

    static List<Bytes> all() {
        return Stream.of(VCR, RUBY, GO, HAR, WIRE_MOCK, NOCK, HTTPRR, LANGCHAIN, DATADOG)
                .map(Bytes::utf8)
                .toList();
    }
}
