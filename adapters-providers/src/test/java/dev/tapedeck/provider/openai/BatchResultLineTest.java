package dev.tapedeck.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.build.BatchResult;
import dev.tapedeck.exchange.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BatchResultLineTest {
    @Test
    void anAnswerIsTheBytesOfItsBody() {
        BatchResult result = read("""
                {"id":"b","custom_id":"k","response":{"status_code":200,"request_id":"r","body":{"n": 1.10, "a":"ä"}},"error":null}""");

        assertThat(result).isEqualTo(new BatchResult.Answered("k", 200, Bytes.utf8("{\"n\": 1.10, \"a\":\"ä\"}")));
    }

    @Test
    void anErrorMayStandInTheResponse() {
        BatchResult result = read("""
                {"id":"b","custom_id":"k","response":{"status_code":400,"request_id":"r","body":{"error":{"message":"too long","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}},"error":null}""");

        assertThat(result)
                .isEqualTo(
                        new BatchResult.Answered(
                                "k",
                                400,
                                Bytes.utf8(
                                        "{\"error\":{\"message\":\"too long\",\"type\":\"invalid_request_error\",\"param\":\"messages\",\"code\":\"context_length_exceeded\"}}")));
    }

    @ParameterizedTest
    @CsvSource({"server_error, 500", "rate_limit_exceeded, 429", "invalid_request, 400", "who_knows, 500"})
    void anErrorMayStandBesideTheResponse(String code, int status) {
        BatchResult result =
                read("{\"custom_id\":\"k\",\"response\":null,\"error\":{\"code\":\"%s\",\"message\":\"m\"}}"
                        .formatted(code));

        assertThat(result)
                .isEqualTo(new BatchResult.Answered(
                        "k", status, Bytes.utf8("{\"error\":{\"code\":\"%s\",\"message\":\"m\"}}".formatted(code))));
    }

    @Test
    void anErrorBesideAResponseWithoutABodyIsTheAnswer() {
        BatchResult result = read("""
                {"custom_id":"k","response":{"status_code":0,"request_id":"","body":null},"error":{"code":"server_error","message":"m"}}""");

        assertThat(result)
                .isEqualTo(new BatchResult.Answered(
                        "k", 500, Bytes.utf8("{\"error\":{\"code\":\"server_error\",\"message\":\"m\"}}")));
    }

    @Test
    void whatWasNotDoneInTimeIsExpiredAndWhatWasCancelledIsCancelled() {
        assertThat(
                        read(
                                "{\"custom_id\":\"k\",\"response\":null,\"error\":{\"code\":\"batch_expired\",\"message\":\"m\"}}"))
                .isEqualTo(new BatchResult.Expired("k"));
        assertThat(read("{\"custom_id\":\"k\",\"response\":null,\"error\":{\"code\":\"batch_cancelled\"}}"))
                .isEqualTo(new BatchResult.Cancelled("k"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"response\":{\"status_code\":200,\"body\":{}}}",
                "{\"custom_id\":null,\"response\":{\"status_code\":200,\"body\":{}}}",
                "{\"custom_id\":7,\"response\":{\"status_code\":200,\"body\":{}}}"
            })
    void anAnswerWithoutAnIdIsPassedOnWithoutOne(String line) {
        assertThat(read(line)).isEqualTo(new BatchResult.Answered("", 200, Bytes.utf8("{}")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"custom_id\":\"k\"}",
                "{\"custom_id\":\"k\",\"response\":null,\"error\":null}",
                "{\"custom_id\":\"k\",\"response\":{\"status_code\":200},\"error\":null}",
                "{\"custom_id\":\"k\",\"response\":{\"status_code\":1000,\"body\":{}}}",
                "{\"custom_id\":\"k\",\"response\":{\"body\":{}}}",
                "{\"custom_id\":\"k\",\"response\":7,\"error\":\"text\"}"
            })
    void aLineThatSaysNothingIsBrokenAndKeepsItsId(String line) {
        assertThat(read(line)).isInstanceOfSatisfying(BatchResult.Broken.class, broken -> {
            assertThat(broken.customId()).isEqualTo("k");
            assertThat(broken.line()).isEqualTo(Bytes.utf8(line));
            assertThat(broken.message()).isNotBlank();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"no json", "{\"custom_id\":\"k\",\"respon", "[]", "7", "null", "{} {}"})
    void whatIsNoJsonObjectIsBroken(String line) {
        assertThat(read(line))
                .isInstanceOfSatisfying(
                        BatchResult.Broken.class,
                        broken -> assertThat(broken.line()).isEqualTo(Bytes.utf8(line)));
    }

    private static BatchResult read(String line) {
        return BatchResultLine.read(Bytes.utf8(line));
    }
}
