package dev.tapedeck.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.build.BatchResult;
import dev.tapedeck.exchange.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MessageBatchResultTest {
    @Test
    void aMessageIsTheBytesThatStandThere() {
        BatchResult result = read(
                "{\"custom_id\":\"k\",\"result\":{\"type\":\"succeeded\",\"message\":{\"id\": \"ä\", \"n\":0.10}}}");

        assertThat(result).isEqualTo(new BatchResult.Answered("k", 200, Bytes.utf8("{\"id\": \"ä\", \"n\":0.10}")));
    }

    @ParameterizedTest
    @CsvSource({
        "invalid_request_error, 400",
        "request_too_large, 413",
        "rate_limit_error, 429",
        "api_error, 500",
        "overloaded_error, 529"
    })
    void anErrorIsTheAnswerThatTheRequestWouldHaveHad(String type, int status) {
        String error = "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"m\"},\"request_id\":\"r\"}"
                .formatted(type);

        BatchResult result =
                read("{\"custom_id\":\"k\",\"result\":{\"type\":\"errored\",\"error\":%s}}".formatted(error));

        assertThat(result).isEqualTo(new BatchResult.Answered("k", status, Bytes.utf8(error)));
    }

    @Test
    void anErrorWithoutItsFrameGetsIt() {
        BatchResult result = read("""
                {"custom_id":"k","result":{"type":"errored","error":{"type":"api_error","message":"m"}}}""");

        assertThat(result)
                .isEqualTo(new BatchResult.Answered(
                        "k",
                        500,
                        Bytes.utf8("{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"m\"}}")));
    }

    @Test
    void whatWasNotDoneIsExpiredOrCancelled() {
        assertThat(read("{\"custom_id\":\"k\",\"result\":{\"type\":\"expired\"}}"))
                .isEqualTo(new BatchResult.Expired("k"));
        assertThat(read("{\"custom_id\":\"k\",\"result\":{\"type\":\"canceled\"}}"))
                .isEqualTo(new BatchResult.Cancelled("k"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"custom_id\":\"k\"}",
                "{\"custom_id\":\"k\",\"result\":null}",
                "{\"custom_id\":\"k\",\"result\":{\"type\":\"succeeded\"}}",
                "{\"custom_id\":\"k\",\"result\":{\"type\":\"errored\",\"error\":null}}",
                "{\"custom_id\":\"k\",\"result\":{\"type\":\"postponed\"}}"
            })
    void aLineThatSaysNothingIsBrokenAndKeepsItsId(String line) {
        assertThat(read(line)).isInstanceOfSatisfying(BatchResult.Broken.class, broken -> {
            assertThat(broken.customId()).isEqualTo("k");
            assertThat(broken.line()).isEqualTo(Bytes.utf8(line));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"no json", "{\"custom_id\":\"k\",\"resu", "[]", "null"})
    void whatIsNoJsonObjectIsBroken(String line) {
        assertThat(read(line))
                .isInstanceOfSatisfying(
                        BatchResult.Broken.class,
                        broken -> assertThat(broken.line()).isEqualTo(Bytes.utf8(line)));
    }

    private static BatchResult read(String line) {
        return MessageBatchResult.read(Bytes.utf8(line));
    }
}
