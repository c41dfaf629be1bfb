package dev.tapedeck.storage.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.transfer.RecordedExchange;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** HTTP archives, of Polly.JS and of browsers. */
class HarTest {
    private static final Bytes PACKED = Brought.packed(Bytes.utf8("{\"a\":1}"));

    /** An archive with one entry. */
    private static Brought entry(String request, String response) {
        return Brought.in("{\"log\":{\"version\":\"1.2\",\"entries\":[" + entryOf(request, response) + "]}}");
    }

    private static String entryOf(String request, String response) {
        return """
               {"startedDateTime":"2025-08-17T13:58:28.123Z","time":812.7,
                "request":{"method":"POST","url":"https://host/v1","headers":[{"name":"A","value":"b"}]%s},
                "response":{"status":200,"headers":[]%s}}
               """.formatted(request, response);
    }

    private static Bytes content(String content) {
        return entry("", ",\"content\":" + content).exchange().responseBody();
    }

    private static Bytes posted(String postData) {
        return entry(",\"postData\":" + postData, "").exchange().requestBody();
    }

    @Test
    void anEntryIsReadWithItsTime() {
        RecordedExchange exchange =
                entry("", ",\"content\":{\"size\":2,\"text\":\"ok\"}").exchange();

        assertThat(exchange.place()).isEqualTo("entry 1");
        assertThat(exchange.requestHeaders()).isEqualTo(Headers.of("A", "b"));
        assertThat(exchange.responseBody()).isEqualTo(Bytes.utf8("ok"));
        assertThat(exchange.recordedAt()).contains(Instant.parse("2025-08-17T13:58:28.123Z"));
        assertThat(exchange.durationMillis()).isEqualTo(813);
    }

    @Test
    void contentIsReadInEachEncoding() {
        String base64 = Base64.getEncoder().encodeToString(PACKED.array());
        String hex = HexFormat.of().formatHex(PACKED.array());
        Bytes plain = Bytes.utf8("{\"a\":1}");

        assertThat(content("{\"encoding\":\"utf8\",\"text\":\"{\\\"a\\\":1}\"}"))
                .isEqualTo(plain);
        assertThat(content("{\"encoding\":\"base64\",\"text\":\"%s\"}".formatted(base64)))
                .isEqualTo(plain);
        assertThat(content("{\"encoding\":\"base64\",\"text\":\"[\\\"%s\\\",\\\"%s\\\"]\"}"
                        .formatted(base64.substring(0, 8), base64.substring(8))))
                .isEqualTo(plain);
        assertThat(content("{\"_isBinary\":true,\"text\":\"[\\\"%s\\\"]\"}".formatted(hex)))
                .isEqualTo(plain);
    }

    @Test
    void whatIsPostedIsReadInEachForm() {
        assertThat(posted("{\"mimeType\":\"application/json\",\"params\":[],\"text\":\"{}\"}"))
                .isEqualTo(Bytes.utf8("{}"));
        assertThat(
                        posted(
                                "{\"mimeType\":\"application/x-www-form-urlencoded\",\"params\":[{\"name\":\"a b\",\"value\":\"&\"},{\"name\":\"c\"}]}"))
                .isEqualTo(Bytes.utf8("a+b=%26&c="));
        assertThat(posted("{\"text\":\"/wBh\",\"encoding\":\"base64\"}"))
                .isEqualTo(Bytes.wrap(new byte[] {(byte) 0xff, 0, 'a'}));
        assertThat(posted("null")).isEqualTo(Bytes.EMPTY);
    }

    @Test
    void aBodyInPartsIsLeftOutWithAWarning() {
        Brought brought = entry(
                ",\"postData\":{\"mimeType\":\"multipart/form-data\",\"params\":[{\"name\":\"f\",\"fileName\":\"x\"}]}",
                "");

        assertThat(brought.exchange().requestBody()).isEqualTo(Bytes.EMPTY);
        assertThat(brought.gathered().warnings()).hasSize(1);
    }

    @Test
    void pseudoHeadersOfHttp2AreLeftOut() {
        Brought brought = Brought.in("""
                {"log":{"entries":[{"request":{"method":"GET","url":"https://host/",
                 "headers":[{"name":":authority","value":"host"},{"name":"x","value":"y"}]},
                 "response":{"status":200,"headers":[{"name":"set-cookie","value":"a"},{"name":"set-cookie","value":"b"}]}}]}}
                """);

        assertThat(brought.exchange().requestHeaders()).isEqualTo(Headers.of("x", "y"));
        assertThat(brought.exchange().responseHeaders()).isEqualTo(Headers.of("set-cookie", "a", "set-cookie", "b"));
        assertThat(brought.gathered().warnings()).isEmpty();
    }

    @Test
    void whatHasNoHttpAnswerIsSkipped() {
        String good = entryOf("", ",\"content\":{\"text\":\"ok\"}");
        String[] bad = {
            good.replace("\"status\":200", "\"status\":0"),
            good.replace("\"status\":200", "\"status\":101"),
            good.replace("https://host/v1", "data:text/plain,x"),
            good.replace("https://host/v1", "wss://host/live"),
            good.replace("\"time\"", "\"_webSocketMessages\":[{}],\"time\""),
            good.replace("\"time\"", "\"_resourceType\":\"websocket\",\"time\""),
            good.replace("{\"text\":\"ok\"}", "{\"size\":100}"),
        };

        Brought brought = Brought.in("{\"log\":{\"entries\":[" + good + "," + String.join(",", bad) + "," + good
                + "],\"version\":\"1.2\"}}");

        assertThat(brought.format()).isEqualTo("har");
        assertThat(brought.exchanges()).extracting(RecordedExchange::place).containsExactly("entry 1", "entry 9");
        assertThat(brought.gathered().skipped()).hasSameSizeAs(Arrays.asList(bad));
    }

    @Test
    void base64OfUrlsAndWithLineEndsIsRead() {
        Bytes bytes = Bytes.wrap(new byte[] {(byte) 0xff, (byte) 0xef, (byte) 0xbe, (byte) 0xfb});

        assertThat(content("{\"encoding\":\"base64\",\"text\":\"/+++\\r\\n+w==\"}"))
                .isEqualTo(bytes);
        assertThat(content("{\"encoding\":\"base64\",\"text\":\"_---\\t-w\"}")).isEqualTo(bytes);
    }

    @Test
    void anEntryWithoutAMethodOrWithBrokenBase64IsSkippedWithItsPlace() {
        String good = entryOf("", ",\"content\":{\"text\":\"ok\"}");
        String noMethod = good.replace("POST", "");
        String noBase64 = entryOf("", ",\"content\":{\"encoding\":\"base64\",\"text\":\"%%%%\"}");
        String halfAList = entryOf("", ",\"content\":{\"encoding\":\"base64\",\"text\":\"[\\\"/wBh\"}");

        Brought brought = Brought.in(
                "{\"log\":{\"entries\":[" + String.join(",", noMethod, good, noBase64, halfAList, good) + "]}}");

        assertThat(brought.exchanges()).extracting(RecordedExchange::place).containsExactly("entry 2", "entry 5");
        assertThat(brought.skipped())
                .containsExactly("entry 1", "entry 3, response/content/text", "entry 4, response/content/text");
    }
}
