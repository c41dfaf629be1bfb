package dev.tapedeck.storage.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.transfer.GatheredImport;
import dev.tapedeck.transfer.RecordedExchange;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** nock, httprr, Datadog's test agent. */
class OtherFormatsTest {
    @Test
    void aRecordingOfNockIsRead() {
        Brought brought = Brought.in("""
                [{"scope":"https://host:443","method":"POST","path":"/v1?a=b","body":{"a":1.50,"b":"é"},"status":200,
                  "response":{"x":[]},"rawHeaders":["Content-Type","application/json","Vary","a","Vary","b"],
                  "reqheaders":{"accept":["x"],"host":"host"},"responseIsBinary":false},
                 {"scope":"http://host:8080","method":"GET","path":"/","body":"","status":200,"response":"ff0061",
                  "rawHeaders":[],"responseIsBinary":true}]
                """);

        RecordedExchange first = brought.exchanges().getFirst();
        assertThat(brought.format()).isEqualTo("nock");
        assertThat(brought.urls()).containsExactly("https://host/v1?a=b", "http://host:8080/");
        assertThat(first.requestBody()).isEqualTo(Bytes.utf8("{\"a\":1.50,\"b\":\"é\"}"));
        assertThat(first.requestHeaders()).isEqualTo(Headers.of("accept", "x", "host", "host"));
        assertThat(first.responseHeaders())
                .isEqualTo(Headers.of("Content-Type", "application/json", "Vary", "a", "Vary", "b"));
        assertThat(first.responseBody()).isEqualTo(Bytes.utf8("{\"x\":[]}"));
        assertThat(brought.exchanges().getLast().responseBody())
                .isEqualTo(Bytes.wrap(new byte[] {(byte) 0xff, 0, 'a'}));
    }

    @Test
    void packedAnswersOfNockAreUnpacked() {
        String hex = HexFormat.of().formatHex(Brought.packed(Bytes.utf8("{}")).array());

        Brought brought = Brought.in("""
                [{"scope":"https://host:443","method":"GET","path":"/","status":200,"response":["%s","%s"],
                  "rawHeaders":["Content-Encoding","gzip"]}]
                """.formatted(hex.substring(0, 8), hex.substring(8)));

        assertThat(brought.exchange().responseBody()).isEqualTo(Bytes.utf8("{}"));
    }

    @Test
    void aTraceOfHttprrIsRead() {
        String request = "POST https://host/a HTTP/1.1\r\nHost: host\r\nContent-Length: 2\r\n\r\n{}";
        String response =
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX: y\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
        String plain = "HTTP/2.0 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\nno chunks";

        Brought brought = Brought.in("httprr trace v1\n%d %d\n%s%s%d %d\n%s%s"
                .formatted(
                        request.length(),
                        response.length(),
                        request,
                        response,
                        request.length(),
                        plain.length(),
                        request,
                        plain));

        assertThat(brought.format()).isEqualTo("httprr");
        assertThat(brought.urls()).containsExactly("https://host/a", "https://host/a");
        assertThat(brought.exchanges())
                .extracting(RecordedExchange::responseBody)
                .containsExactly(Bytes.utf8("abcde"), Bytes.utf8("no chunks"));
        assertThat(brought.exchanges().getFirst().requestBody()).isEqualTo(Bytes.utf8("{}"));
        assertThat(brought.exchanges().getFirst().responseHeaders()).isEqualTo(Headers.of("X", "y"));
    }

    @Test
    void aBrokenTraceOfHttprrIsRefused() {
        for (String trace : new String[] {
            "httprr trace v2\n",
            "httprr trace v1\nabc\n",
            "httprr trace v1\n10 10\nshort",
            "httprr trace v1\n999999999 1\n",
            "httprr trace v1\n4 4\nabcdefgh",
            "httprr trace v1\n8 4\na: b\r\n\r\nxyz\n",
            "httprr trace v1\n" + "9".repeat(1000),
        }) {
            assertThat(Brought.refused(trace).code()).isEqualTo("tapedeck_invalid_import");
        }
    }

    @Test
    void aRequestOfDatadogsTestAgentIsRead() {
        Brought brought = Brought.in("""
                {"request":{"method":"POST","url":"https://host/v1","headers":{"A":"b"},"body":"{}"},
                 "response":{"status":{"code":200,"message":"OK"},"headers":{"Content-Encoding":"gzip"},"body":"plain"}}
                """);

        assertThat(brought.format()).isEqualTo("dd-testagent");
        assertThat(brought.exchange().responseBody()).isEqualTo(Bytes.utf8("plain"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    vcr       | interactions: []
                    vcr       | {interactions: ~, version: 1}
                    go-vcr    | {version: 2, interactions: []}
                    vcr-ruby  | {"http_interactions": [], "recorded_with": "VCR 6.4.0"}
                    har       | {"log": {"version": "1.2", "entries": []}}
                    wiremock  | {"mappings": []}
                    langchain | {requests: [], responses: []}
                    httprr    | httprr trace v1
                    """)
    void aRecordingWithoutAnyRecordIsKnownForWhatItIs(String format, String content) {
        Brought brought = Brought.in(content + "\n");

        assertThat(brought.format()).isEqualTo(format);
        assertThat(brought.exchanges()).isEmpty();
        assertThat(brought.skipped()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"interactions:", "version: 2\ninteractions:\n", "http_interactions:"})
    void aListThatWasCutOffBeforeItBeganIsRefused(String content) {
        assertThat(Brought.refused(content).message()).contains("interactions'", "cut off");
    }

    @Test
    void aListOfHexInAPlainAnswerOfNockIsItsJson() {
        Brought brought = Brought.in("""
                [{"scope":"https://host:443","method":"POST","path":"/","body":["1f8b","00"],"status":200,
                  "response":["cafe","beef"],"rawHeaders":["Content-Type","application/json"]}]
                """);

        assertThat(brought.exchange().requestBody()).isEqualTo(Bytes.utf8("[\"1f8b\",\"00\"]"));
        assertThat(brought.exchange().responseBody()).isEqualTo(Bytes.utf8("[\"cafe\",\"beef\"]"));
    }

    @Test
    void halfACharacterIsKeptAsItsEscapeInJsonAndAsAReplacementElsewhereWithAWarning() {
        Brought brought = Brought.in("""
                [{"scope":"http://h","method":"POST","path":"/","body":{"a":"\\ud800"},"status":200,"response":"x\\udc00y"},
                 {"scope":"http://h","method":"POST","path":"/","body":"[\\"\\udfff \\ud83d\\ude80\\"]","status":200,"response":""}]
                """);

        assertThat(brought.exchanges())
                .extracting(RecordedExchange::requestBody)
                .containsExactly(Bytes.utf8("{\"a\":\"\\ud800\"}"), Bytes.utf8("[\"\\udfff \uD83D\uDE80\"]"));
        assertThat(brought.exchanges().getFirst().responseBody()).isEqualTo(Bytes.utf8("x\uFFFDy"));
        assertThat(brought.gathered().warnings())
                .extracting(GatheredImport.Note::place)
                .containsExactly("interaction 1", "interaction 2");
    }

    @Test
    void jsonIsWrittenAsScriptsWriteIt() {
        Brought brought = Brought.in("""
                [{"scope":"http://h","method":"POST","path":"/","status":200,"response":"",
                  "body":{"a":"é \\ud83d\\ude80 \\u001f","b":[1e5,1.50,true,null]}}]
                """);

        assertThat(brought.exchange().requestBody())
                .isEqualTo(Bytes.utf8("{\"a\":\"é \uD83D\uDE80 \\u001f\",\"b\":[1e5,1.50,true,null]}"));
    }
}
