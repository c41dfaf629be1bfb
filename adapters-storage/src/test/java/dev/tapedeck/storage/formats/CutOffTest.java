package dev.tapedeck.storage.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.transfer.GatheredImport;
import dev.tapedeck.transfer.RecordedExchange;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A record that lacks something is skipped with what it lacks; at the end of a file it shows that the file was cut off. */
class CutOffTest {
    private static final String PYTHON = """
            interactions:
            - request:
                body: '{}'
                headers:
                  accept: ['*/*']
                method: POST
                uri: https://host/1
              response:
                body:
                  string: one
                headers:
                  a: [b]
                status:
                  code: 200
                  message: OK
            - request:
                body: null
                headers: {}
                method: GET
                uri: https://host/2
              response:
                body:
                  string: |
                    two
                    lines
                headers: {}
                status:
                  code: 404
                  message: Not Found
            version: 1
            """;

    private static final String RUBY = """
            ---
            http_interactions:
            - request:
                method: post
                uri: https://host/1
                body:
                  encoding: UTF-8
                  string: '{}'
                headers:
                  Accept:
                  - "*/*"
              response:
                status:
                  code: 200
                  message: OK
                headers:
                  A:
                  - b
                body:
                  encoding: UTF-8
                  string: '{"a":1}'
              recorded_at: Mon, 10 Aug 2026 23:11:49 GMT
            recorded_with: VCR 6.4.0
            """;

    private static final String GO = """
            ---
            version: 2
            interactions:
                - id: 0
                  request:
                    proto: HTTP/1.1
                    body: '{}'
                    headers:
                        A:
                            - b
                    url: https://host/1
                    method: POST
                  response:
                    proto: HTTP/2.0
                    body: one
                    headers:
                        A:
                            - b
                    status: 200 OK
                    code: 200
                    duration: 1s
            """;

    private static final String LANGCHAIN = """
            requests:
            - {method: POST, uri: 'https://host/1', headers: {}, body: a}
            - {method: POST, uri: 'https://host/2', headers: {}, body: b}
            responses:
            - {body: {string: one}, headers: {}, status: {code: 200, message: OK}}
            - {body: {string: two}, headers: {}, status: {code: 200, message: OK}}
            """;

    /** What of an exchange must not be lost unnoticed. */
    private record Essence(String method, String url, Bytes asked, int status, Bytes answered) {
        static List<Essence> of(List<RecordedExchange> exchanges) {
            return exchanges.stream()
                    .map(each -> new Essence(
                            each.method(), each.url(), each.requestBody(), each.status(), each.responseBody()))
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {PYTHON, RUBY, GO, LANGCHAIN})
    void aFileCutOffAnywhereBringsNoHalfRecord(String file) {
        List<Essence> whole = Essence.of(Brought.in(file).exchanges());

        for (int length = 0; length < file.length(); length++) {
            List<Essence> cut = wholeOnes(file.substring(0, length));

            assertThat(cut).as("cut after %d", length).isEqualTo(whole.subList(0, cut.size()));
        }
    }

    private static List<Essence> wholeOnes(String file) {
        try {
            Brought brought = Brought.in(file);
            assertThat(brought.skipped()).as(file).isEmpty();
            return Essence.of(brought.exchanges());
        } catch (FailedCall refused) {
            assertThat(refused.failure()).isInstanceOf(Failure.Invalid.class);
            return List.of();
        }
    }

    @Test
    void aFileCutOffBetweenARequestAndItsResponseIsRefused() {
        String cut = PYTHON.substring(0, PYTHON.lastIndexOf("  response:"));

        Failure failure = Brought.refused(cut);

        assertThat(failure.message())
                .contains("interaction 2", "no 'response'", "cut off")
                .doesNotContain("WebSocket");
    }

    @ParameterizedTest
    @CsvSource({"uri,address,no 'uri'", "method,verb,no 'method'", "status,state,no 'status'"})
    void aMissingMemberOfTheLastRecordIsNamed(String member, String instead, String told) {
        int second = PYTHON.lastIndexOf("- request:");

        Failure failure = Brought.refused(PYTHON.substring(0, second)
                + PYTHON.substring(second).replace("    " + member + ":", "    " + instead + ":"));

        assertThat(failure.message()).contains("interaction 2", told);
    }

    @Test
    void aMisspeltMemberIsToldApartFromWhatIsNoHttp() {
        Brought brought = Brought.in(PYTHON.replaceFirst("request:", "reqest:"));

        assertThat(brought.urls()).containsExactly("https://host/2");
        assertThat(brought.gathered().skipped())
                .containsExactly(new GatheredImport.Note("interaction 1", "It has a response but no 'request'."));
    }

    @Test
    void callsOfGrpcAndMessagesOfWebSocketsAreStillNoHttp() {
        Brought brought = Brought.in("""
                interactions:
                - {kind: message, direction: sent, data: {}}
                - {request_stream: {raw: a}, response_stream: {raw: b}}
                - {request: {json: {}, raw: a}, response: {json: {}, raw: b}}
                - {request: {uri: 'wss://host/live', method: GET}, messages: []}
                version: 1
                """);

        assertThat(brought.gathered().skipped())
                .hasSize(4)
                .allSatisfy(note -> assertThat(note.text()).contains("WebSocket"));
    }

    @Test
    void anEntryOfAnArchiveThatLacksSomethingIsSkippedOrEndsTheFile() {
        String whole = "{\"request\":{\"method\":\"GET\",\"url\":\"https://h/\"},\"response\":{\"status\":200}}";
        String half = "{\"request\":{\"method\":\"GET\",\"url\":\"https://h/\"}}";

        Brought brought = Brought.in("{\"log\":{\"entries\":[%s,%s]}}".formatted(half, whole));
        Failure failure = Brought.refused("{\"log\":{\"entries\":[%s,%s]}}".formatted(whole, half));

        assertThat(brought.gathered().skipped())
                .containsExactly(new GatheredImport.Note("entry 1", "It has no 'response'."));
        assertThat(failure.message()).contains("entry 2", "no 'response'", "cut off");
    }

    @Test
    void aCallOfNockThatLacksSomethingIsSkippedOrEndsTheFile() {
        String whole = "{\"scope\":\"http://h\",\"method\":\"GET\",\"path\":\"/\",\"status\":200}";
        String half = "{\"scope\":\"http://h\",\"method\":\"GET\",\"path\":\"/\"}";

        Brought brought = Brought.in("[%s,%s]".formatted(half, whole));
        Failure failure = Brought.refused("[%s,%s]".formatted(whole, half));

        assertThat(brought.gathered().skipped())
                .containsExactly(new GatheredImport.Note("interaction 1", "It has no 'status'."));
        assertThat(failure.message()).contains("interaction 2", "no 'status'", "cut off");
    }

    @Test
    void aStubThatLacksSomethingIsSkipped() {
        Brought brought = Brought.in("""
                {"mappings":[{"request":{"url":"/1","method":"GET"}},
                 {"request":{"url":"/2","method":"GET"},"response":{}}]}
                """);

        assertThat(brought.urls()).containsExactly("/2");
        assertThat(brought.gathered().skipped())
                .containsExactly(new GatheredImport.Note("mapping 1", "It has no 'response'."));
    }
}
