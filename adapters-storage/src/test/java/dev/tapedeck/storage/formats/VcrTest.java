package dev.tapedeck.storage.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Headers.Field;
import dev.tapedeck.transfer.RecordedExchange;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cassettes of VCR for Python, Ruby and R, in the forms that their versions and users have given them. */
class VcrTest {
    private static final String CASSETTE = """
            interactions:
            - request:
                body: %s
                headers:
                  Accept: ['*/*']
                method: POST
                uri: https://api.example.com/v1/chat
              response:
                body: {string: '{}'}
                headers: {}
                status: {code: 200, message: null}
            version: 1
            """;

    private static RecordedExchange withRequestBody(String yaml) {
        return Brought.in(CASSETTE.formatted(yaml)).exchange();
    }

    private static RecordedExchange withResponse(String yaml) {
        return Brought.in("interactions:\n- request: {method: get, uri: h}\n  response: %s\n".formatted(yaml))
                .exchange();
    }

    @Test
    void aCassetteOfVersion1IsReadInOrder() {
        Brought brought = Brought.in("""
                interactions:
                - request: {body: null, headers: {}, method: GET, uri: 'https://a/1'}
                  response: {body: {string: one}, headers: {}, status: {code: 200, message: OK}}
                - request: {body: null, headers: {}, method: GET, uri: 'https://a/1'}
                  response: {body: {string: two}, headers: {}, status: {code: 429, message: Slow}}
                version: 1
                """);

        assertThat(brought.format()).isEqualTo("vcr");
        assertThat(brought.exchanges())
                .extracting(RecordedExchange::place)
                .containsExactly("interaction 1", "interaction 2");
        assertThat(brought.exchanges()).extracting(RecordedExchange::status).containsExactly(200, 429);
        assertThat(brought.exchanges())
                .extracting(RecordedExchange::responseBody)
                .containsExactly(Bytes.utf8("one"), Bytes.utf8("two"));
    }

    @Test
    void textIsTakenAsItStandsWhateverItLooksLike() {
        for (String text : List.of("yes", "012", "1.0", "2026-11-21", "~x", "12:30:00", "NULL")) {
            assertThat(withRequestBody("'" + text + "'").requestBody()).isEqualTo(Bytes.utf8(text));
        }
        assertThat(withRequestBody("012").requestBody()).isEqualTo(Bytes.utf8("012"));
        assertThat(withRequestBody("\"caf\\xE9 \\u2028 \\U0001F680\"").requestBody())
                .isEqualTo(Bytes.utf8("café \u2028 🚀"));
    }

    @Test
    void binaryBodiesAreTakenFromTheirBase64() {
        Bytes binary = Bytes.wrap(new byte[] {(byte) 0xff, 0, 'a'});

        assertThat(withRequestBody("!!binary |\n      /wBh").requestBody()).isEqualTo(binary);
        assertThat(withRequestBody("!binary |-\n      /wBh").requestBody()).isEqualTo(binary);
        assertThat(withRequestBody("{base64_string: /wBh}").requestBody()).isEqualTo(binary);
        assertThat(withRequestBody(
                                "!!python/object/new:_io.BytesIO\n      state: !!python/tuple\n      - !!binary /wBh\n      - 0\n      - null")
                        .requestBody())
                .isEqualTo(binary);
    }

    @Test
    void aRequestBodyThatIsAMappingBecomesJson() {
        RecordedExchange exchange =
                withRequestBody("{model: m, n: 1, temperature: 1.0e-05, stream: false, stop: null, 'on': [é, '1']}");

        assertThat(exchange.requestBody())
                .isEqualTo(
                        Bytes.utf8(
                                "{\"model\": \"m\", \"n\": 1, \"temperature\": 1e-05, \"stream\": false, \"stop\": null, \"on\": [\"\\u00e9\", \"1\"]}"));
    }

    @Test
    void aParsedBodyBecomesJson() {
        RecordedExchange exchange = withResponse(
                "{status: {code: 200}, headers: {}, parsed_body: {a: [], b: {}, c: 'yes', d: yes, e: 0x1F, f: +1_000, g: .5}}");

        assertThat(exchange.responseBody())
                .isEqualTo(Bytes.utf8(
                        "{\"a\": [], \"b\": {}, \"c\": \"yes\", \"d\": true, \"e\": 31, \"f\": 1000, \"g\": 0.5}"));
    }

    @Test
    void theOldShapeForHttpxIsRead() {
        RecordedExchange exchange =
                withResponse("{content: 'héllo', headers: {}, http_version: HTTP/1.1, status_code: 201}");

        assertThat(exchange.status()).isEqualTo(201);
        assertThat(exchange.responseBody()).isEqualTo(Bytes.utf8("héllo"));
        assertThat(exchange.method()).isEqualTo("GET");
    }

    @Test
    void headersAreReadInEveryForm() {
        RecordedExchange exchange = withResponse("""

                    status: {code: 200}
                    headers:
                      Set-Cookie: [a=1, b=2]
                      scalar: 12:30
                      binary: [!!binary eA==]
                      none: []
                      ? !!python/object/apply:multidict._multidict.istr [Applied]
                      : [x]
                      ? !!python/object/new:multidict._multidict.istr
                        args: [New]
                      : [y]
                """);

        assertThat(exchange.responseHeaders())
                .isEqualTo(Headers.of(
                        "Set-Cookie",
                        "a=1",
                        "Set-Cookie",
                        "b=2",
                        "scalar",
                        "12:30",
                        "binary",
                        "x",
                        "Applied",
                        "x",
                        "New",
                        "y"));
    }

    @Test
    void headersThatOnlyFrameTheBodyAreLeftOut() {
        RecordedExchange exchange = withResponse(
                "{status: 200, headers: {Content-Encoding: gzip, Transfer-Encoding: chunked, content-length: '3', x: y}}");

        assertThat(exchange.responseHeaders().fields()).containsExactly(new Field("x", "y"));
    }

    @Test
    void aHeaderThatCouldSmuggleAnotherIsLeftOutWithAWarning() {
        Brought brought = Brought.in(
                "interactions:\n- request: {method: GET, uri: h}\n  response: {status: 200, headers: {a: \"b\\r\\nc: d\", 'e f': g, h: i}}\n");

        assertThat(brought.exchange().responseHeaders()).isEqualTo(Headers.of("h", "i"));
        assertThat(brought.gathered().warnings()).hasSize(1);
    }

    @Test
    void oddUrlsStayAsTheyStand() {
        for (String url : List.of(
                "https://host/<PROJECT>/x",
                "<OLLAMA_API_BASE>/chat",
                "googleapis.com",
                "https://a//v1?q=a b",
                "h?ü=ö")) {
            assertThat(Brought.in(CASSETTE.formatted("null")
                                    .replace("https://api.example.com/v1/chat", "'" + url + "'"))
                            .urls())
                    .containsExactly(url);
        }
    }

    @Test
    void aKeyThatStandsTwiceCountsTheSecondTime() {
        Brought brought = Brought.in(CASSETTE.formatted("null") + "version: 1\n");

        assertThat(brought.exchange().status()).isEqualTo(200);
    }

    @Test
    void sharedAndMergedPartsAreWrittenOut() {
        Brought brought = Brought.in("""
                interactions:
                - request: {method: GET, uri: h, headers: &shared {a: [b]}}
                  response: &answer {status: {code: 200}, headers: *shared, body: {string: x}}
                - request: {method: GET, uri: h, headers: *shared}
                  response: {<<: *answer, body: {string: y}}
                """);

        assertThat(brought.exchanges())
                .extracting(RecordedExchange::responseBody)
                .containsExactly(Bytes.utf8("x"), Bytes.utf8("y"));
        assertThat(brought.exchanges())
                .extracting(RecordedExchange::responseHeaders)
                .containsOnly(Headers.of("a", "b"));
    }

    @Test
    void whatIsNoHttpIsSkippedWithItsPlace() {
        Brought brought = Brought.in("""
                interactions:
                - {kind: message, direction: sent, data: {}}
                - {request_stream: {json: {}}, response_stream: {}}
                - request: {method: GET, uri: 'wss://host/live'}
                  response: {status: {code: 101}}
                - request: {method: GET, uri: 'https://host/'}
                  response: {status: {code: 200}}
                """);

        assertThat(brought.skipped()).containsExactly("interaction 1", "interaction 2", "interaction 3");
        assertThat(brought.urls()).containsExactly("https://host/");
    }

    @Test
    void aCassetteInJsonIsReadToo() {
        Brought brought = Brought.in("""
                {"version": 1, "interactions": [{"request": {"method": "GET", "uri": "h", "body": null},
                 "response": {"body": {"string": "x"}, "status": {"code": 200, "message": "OK"}, "headers": {"a": ["b"]}}}]}
                """);

        assertThat(brought.format()).isEqualTo("vcr");
        assertThat(brought.exchange().responseHeaders()).isEqualTo(Headers.of("a", "b"));
    }

    @Test
    void rubysCassettesAreRead() {
        Brought brought = Brought.in("""
                ---
                http_interactions:
                - request:
                    method: post
                    uri: https://host/<PROJECT>/x
                    body:
                      encoding: ASCII-8BIT
                      base64_string: |
                        /wBh
                    headers:
                      Accept:
                      - "*/*"
                  response:
                    status: {code: 200, message: OK}
                    headers: {Content-Type: [application/json]}
                    body: {encoding: UTF-8, string: '{"a":1}'}
                  recorded_at: Mon, 10 Aug 2026 23:11:49 GMT
                recorded_with: VCR 6.4.0
                """);

        RecordedExchange exchange = brought.exchange();
        assertThat(brought.format()).isEqualTo("vcr-ruby");
        assertThat(exchange.method()).isEqualTo("POST");
        assertThat(exchange.requestBody()).isEqualTo(Bytes.wrap(new byte[] {(byte) 0xff, 0, 'a'}));
        assertThat(exchange.recordedAt()).contains(Instant.parse("2026-08-10T23:11:49Z"));
    }

    @Test
    void rsCassettesAreRead() {
        Brought brought = Brought.in("""
                http_interactions:
                - request: {method: post, uri: 'https://host/', body: {string: q}}
                  response:
                    status: 200
                    headers: {content-encoding: gzip, vary: [a, b], date: x}
                    body: {string: '{"a":1}'}
                  recorded_at: 2024-05-17 10:00:00
                - request: {method: get, uri: 'https://host/', body: {encoding: '', string: ''}}
                  response:
                    status: {status_code: '404', category: Client error}
                    body: {encoding: UTF-8, file: no, string: ''}
                  recorded_at: 2024-05-17 10:00:00 GMT
                - request: {method: get, uri: 'https://host/'}
                  response: {status: 200, body: {raw_gzip: %s}}
                recorded_with: vcr/1.2.0
                """.formatted(Base64.getEncoder()
                .encodeToString(Brought.packed(Bytes.utf8("packed")).array())));

        assertThat(brought.exchanges()).extracting(RecordedExchange::status).containsExactly(200, 404, 200);
        assertThat(brought.exchanges().getLast().responseBody()).isEqualTo(Bytes.utf8("packed"));
        assertThat(brought.exchanges().get(1).recordedAt()).contains(Instant.parse("2024-05-17T10:00:00Z"));
    }

    @Test
    void langchainsParallelListsAreRead() {
        Brought brought = Brought.in(Brought.packed(Bytes.utf8("""
                requests:
                - {method: POST, uri: h/1, headers: {a: ['**REDACTED**']}, body: !!binary YQ==}
                - {method: POST, uri: h/2, headers: {}, body: null}
                responses:
                - {body: {string: one}, headers: {b: '**REDACTED**'}, status: {code: 200, message: OK}}
                - {body: {string: two}, headers: {}, status: {code: 200, message: OK}}
                """)));

        assertThat(brought.format()).isEqualTo("langchain");
        assertThat(brought.urls()).containsExactly("h/1", "h/2");
        assertThat(brought.skipped()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "interactions:\n- request: {method: [POST], uri: h}\n  response: {status: {code: 200}}\n",
                "interactions:\n- request: {method: 'PO ST', uri: h}\n  response: {status: {code: 200}}\n",
                "interactions:\n- request: {uri: h}\n  response: {status: {code: 200}}\n",
                "interactions:\n- request: {method: POST}\n  response: {status: {code: 200}}\n",
                "interactions:\n- request: {method: POST, uri: {a: b}}\n  response: {status: {code: 200}}\n",
                "interactions:\n- request: {method: POST, uri: h}\n  response: {status: {code: many}}\n",
                "interactions:\n- request: {method: POST, uri: h}\n  response: {status: {code: 20}}\n",
                "interactions:\n- request: {method: POST, uri: h}\n  response: {status: {code: 99999999999}}\n",
                "interactions:\n- request: {method: POST, uri: h, headers: text}\n  response: {status: {code: 200}}\n",
                "interactions:\n- request: {method: POST, uri: h, headers: {a: {b: c}}}\n  response: {status: {code: 200}}\n",
                "http_interactions:\n- request: {method: POST, uri: h}\n  response: {status: 200, body: {file: yes, string: a.bin}}\n",
                "interactions:\n- text\n",
            })
    void whatIsWronglyBuiltIsRefusedWithItsPlace(String yaml) {
        assertThat(Brought.refused(yaml).message()).startsWith("'brought.file', interaction 1");
    }

    @Test
    void aRecordWithBrokenBase64IsSkippedWithItsPlace() {
        Brought brought = Brought.in("""
                interactions:
                - request: {method: POST, uri: h, body: !!binary A}
                  response: {status: {code: 200}}
                - request: {method: GET, uri: h}
                  response: {status: {code: 200}}
                """);

        assertThat(brought.urls()).containsExactly("h");
        assertThat(brought.skipped()).containsExactly("interaction 1, request/body");
    }

    /** What PyYAML 6 reads each of these as, and json.dumps writes. */
    @ParameterizedTest
    @CsvSource({
        "5e3,'\"5e3\"'",
        "12345e67,'\"12345e67\"'",
        "1.0e5,'\"1.0e5\"'",
        "1e+5,'\"1e+5\"'",
        "-.5,'\"-.5\"'",
        "08,'\"08\"'",
        "_1,'\"_1\"'",
        "1.0e+5,100000.0",
        ".5,0.5",
        "+7,7",
        "1_000,1000",
        "017,15",
        "0x1F,31",
        "0b11,3",
        "'1:30',90",
        "'-1:30:00.5',-5400.5",
        "!!float 5e3,5000.0",
    })
    void aNumberIsWhatPythonTakesForOne(String yaml, String json) {
        Brought brought = Brought.in("""
                interactions:
                - request: {method: GET, uri: h}
                  response:
                    status: {code: 200}
                    parsed_body:
                      a: %s
                """.formatted(yaml));

        JsonNode read = Corpus.json(brought.exchange().responseBody()).path("a");
        JsonNode wanted = Corpus.json(Bytes.utf8(json));
        assertThat(read.isNumber()).isEqualTo(wanted.isNumber());
        assertThat(read.asText()).isEqualTo(read.isNumber() ? read.asText() : wanted.asText());
        assertThat(read.asDouble()).isEqualTo(wanted.asDouble());
    }
}
