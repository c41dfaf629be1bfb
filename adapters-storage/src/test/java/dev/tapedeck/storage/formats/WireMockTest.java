package dev.tapedeck.storage.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.transfer.GatheredImport;
import dev.tapedeck.transfer.RecordedExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stub mappings of WireMock. */
class WireMockTest {
    @Test
    void aSingleMappingIsRead() {
        Brought brought = Brought.in("""
                {"id":"x","request":{"urlPath":"/v1/chat","method":"POST","queryParameters":{"a":{"equalTo":"b c"},"d":{"matches":".*"}},
                  "headers":{"Accept":{"equalTo":"x"},"B":{"contains":"y"}},
                  "bodyPatterns":[{"equalToJson":"{\\"a\\":1}","ignoreArrayOrder":true}]},
                 "response":{"jsonBody":{"b":[1,2.0]},"headers":{"Content-Type":"application/json","Vary":["a","b"]},
                  "fixedDelayMilliseconds":20}}
                """);

        RecordedExchange exchange = brought.exchange();
        assertThat(brought.format()).isEqualTo("wiremock");
        assertThat(exchange.url()).isEqualTo("/v1/chat?a=b+c");
        assertThat(exchange.requestHeaders()).isEqualTo(Headers.of("Accept", "x"));
        assertThat(exchange.requestBody()).isEqualTo(Bytes.utf8("{\"a\":1}"));
        assertThat(exchange.status()).isEqualTo(200);
        assertThat(exchange.responseHeaders())
                .isEqualTo(Headers.of("Content-Type", "application/json", "Vary", "a", "Vary", "b"));
        assertThat(exchange.responseBody()).isEqualTo(Bytes.utf8("{\"b\":[1,2.0]}"));
        assertThat(exchange.durationMillis()).isEqualTo(20);
    }

    @Test
    void matchersThatAreLeftOutAreToldOncePerMapping() {
        Brought brought = Brought.in("""
                {"mappings":[
                 {"request":{"urlPath":"/1","method":"GET","queryParameters":{"a":{"matches":".*"},"b":{"equalTo":"1"}},
                  "headers":{"C":{"contains":"x"}}},"response":{}},
                 {"request":{"url":"/2","method":"GET","headers":{"C":{"equalTo":"x"}}},"response":{}},
                 {"request":{"url":"/3","method":"GET","cookies":{"c":{"equalTo":"x"}}},"response":{}}]}
                """);

        assertThat(brought.gathered().warnings())
                .extracting(GatheredImport.Note::place)
                .containsExactly("mapping 1", "mapping 3");
        assertThat(brought.gathered().warnings().getFirst().text()).startsWith("2 of its matchers");
    }

    @Test
    void eachFormOfBodyIsRead() {
        Brought brought = Brought.in("""
                {"mappings":[
                 {"request":{"url":"/1","method":"POST","bodyPatterns":[{"matches":"x"},{"equalTo":"text"}]},
                  "response":{"status":201,"body":"plain"}},
                 {"request":{"url":"/2","method":"POST","bodyPatterns":[{"equalToJson":{"a":1}}]},
                  "response":{"status":200,"base64Body":"/wBh"}},
                 {"request":{"url":"/3","method":"POST","bodyPatterns":[{"binaryEqualTo":"/wBh"}]},
                  "response":{"status":200}}],"meta":{"total":3}}
                """);

        Bytes binary = Bytes.wrap(new byte[] {(byte) 0xff, 0, 'a'});
        assertThat(brought.exchanges())
                .extracting(RecordedExchange::requestBody)
                .containsExactly(Bytes.utf8("text"), Bytes.utf8("{\"a\":1}"), binary);
        assertThat(brought.exchanges())
                .extracting(RecordedExchange::responseBody)
                .containsExactly(Bytes.utf8("plain"), binary, Bytes.EMPTY);
    }

    @Test
    void theStepsOfAScenarioFollowItsStates() {
        Brought brought = Brought.in("""
                {"mappings":[
                 {"scenarioName":"poll","requiredScenarioState":"done","request":{"url":"/3","method":"GET"},"response":{}},
                 {"request":{"url":"/alone","method":"GET"},"response":{}},
                 {"scenarioName":"poll","requiredScenarioState":"Started","newScenarioState":"half","request":{"url":"/1","method":"GET"},"response":{}},
                 {"scenarioName":"poll","requiredScenarioState":"half","newScenarioState":"done","request":{"url":"/2","method":"GET"},"response":{}},
                 {"scenarioName":"loop","requiredScenarioState":"a","newScenarioState":"b","request":{"url":"/a","method":"GET"},"response":{}},
                 {"scenarioName":"loop","requiredScenarioState":"b","newScenarioState":"a","request":{"url":"/b","method":"GET"},"response":{}}]}
                """);

        assertThat(brought.urls()).containsExactly("/1", "/alone", "/2", "/3", "/a", "/b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"request\":{\"urlPattern\":\"/.*\",\"method\":\"GET\"},\"response\":{}}",
                "{\"request\":{\"urlPathTemplate\":\"/{id}\",\"method\":\"GET\"},\"response\":{}}",
                "{\"request\":{\"url\":\"/\",\"method\":\"ANY\"},\"response\":{}}",
                "{\"request\":{\"url\":\"/\"},\"response\":{}}",
                "{\"request\":{\"url\":\"/\",\"method\":\"POST\",\"bodyPatterns\":[{\"matches\":\".*\"}]},\"response\":{}}",
                "{\"request\":{\"url\":\"/\",\"method\":\"POST\",\"multipartPatterns\":[{\"bodyPatterns\":[{\"equalTo\":\"x\"}]}]},\"response\":{}}",
                "{\"request\":{\"url\":\"/\",\"method\":\"GET\"},\"response\":{\"base64Body\":\"%\"}}",
                "{\"request\":{\"url\":\"/\",\"method\":\"GET\"},\"response\":{\"fault\":\"EMPTY_RESPONSE\"}}",
                "{\"request\":{\"url\":\"/\",\"method\":\"GET\"},\"response\":{\"bodyFileName\":\"x.json\"}}",
                "{\"request\":{\"url\":\"/\",\"method\":\"GET\"},\"response\":{\"proxyBaseUrl\":\"http://x\"}}",
            })
    void whatIsNoSingleExchangeIsSkipped(String mapping) {
        Brought brought = Brought.in("{\"mappings\":[" + mapping + "]}");

        assertThat(brought.exchanges()).isEmpty();
        assertThat(brought.skipped()).singleElement().asString().startsWith("mapping 1");
    }

    @Test
    void aPlainListOfStubsIsRead() {
        Brought brought = Brought.in("""
                [{"request":{"url":"/1","method":"GET"},"response":{"status":201,"jsonBody":{"a":1}}},
                 {"request":{"url":"/2","method":"GET"},"response":{"base64Body":"/wBh"}}]
                """);

        assertThat(brought.format()).isEqualTo("wiremock");
        assertThat(brought.urls()).containsExactly("/1", "/2");
        assertThat(brought.exchanges())
                .extracting(RecordedExchange::responseBody)
                .containsExactly(Bytes.utf8("{\"a\":1}"), Bytes.wrap(new byte[] {(byte) 0xff, 0, 'a'}));
    }

    @Test
    void aListOfRecordsOfVcrIsNoListOfStubs() {
        Brought python = Brought.in("""
                [{"request":{"uri":"h/1","method":"GET"},"response":{"status":{"code":200},"body":{"string":"x"}}}]
                """);
        Brought go = Brought.in("""
                [{"request":{"url":"h/1","method":"GET"},"response":{"status":"200 OK","code":200,"body":"x"}}]
                """);

        assertThat(python.format()).isEqualTo("vcr");
        assertThat(go.format()).isEqualTo("go-vcr");
        assertThat(go.exchange().responseBody()).isEqualTo(Bytes.utf8("x"));
    }

    @Test
    void stubsOfTheSameRequestComeByTheirPriority() {
        Brought brought = Brought.in("""
                {"mappings":[
                 {"priority":9,"request":{"url":"/a","method":"GET"},"response":{"body":"fourth"}},
                 {"request":{"url":"/b","method":"GET"},"response":{"body":"alone"}},
                 {"request":{"url":"/a","method":"GET"},"response":{"body":"second"}},
                 {"request":{"url":"/a","method":"GET"},"response":{"body":"third"}},
                 {"priority":1,"request":{"url":"/a","method":"GET"},"response":{"body":"first"}}]}
                """);

        assertThat(brought.exchanges())
                .extracting(exchange -> exchange.responseBody().text())
                .containsExactly("first", "alone", "second", "third", "fourth");
    }
}
