package dev.tapedeck.storage.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.transfer.RecordedExchange;
import org.junit.jupiter.api.Test;

/** Cassettes of go-vcr. */
class GoVcrTest {
    @Test
    void aCassetteOfVersion2IsRead() {
        Brought brought = Brought.in("""
                ---
                version: 2
                interactions:
                    - id: 0
                      request:
                        proto: HTTP/1.1
                        content_length: 0
                        host: host
                        body: |
                            {"a":1}
                        form: {alt: [sse]}
                        headers: {Accept: ['*/*']}
                        url: https://host/v1?alt=sse
                        method: POST
                      response:
                        proto: HTTP/2.0
                        uncompressed: true
                        body: !!binary /wBh
                        headers: {}
                        status: 200 OK
                        code: 200
                        duration: 1m2.5s
                """);

        RecordedExchange exchange = brought.exchange();
        assertThat(brought.format()).isEqualTo("go-vcr");
        assertThat(exchange.requestBody()).isEqualTo(Bytes.utf8("{\"a\":1}\n"));
        assertThat(exchange.requestHeaders()).isEqualTo(Headers.of("Accept", "*/*"));
        assertThat(exchange.responseBody()).isEqualTo(Bytes.wrap(new byte[] {(byte) 0xff, 0, 'a'}));
        assertThat(exchange.durationMillis()).isEqualTo(62_500);
    }

    @Test
    void aCassetteOfVersion1IsRead() {
        Brought brought = Brought.in("""
                version: 1
                interactions:
                - request: {body: "", form: {}, headers: {}, url: 'https://host/', method: GET}
                  response: {body: x, headers: {A: [b]}, status: 404 Not Found, code: 404, duration: ""}
                """);

        assertThat(brought.format()).isEqualTo("go-vcr");
        assertThat(brought.exchange().status()).isEqualTo(404);
    }

    @Test
    void durationsOfGoAreRead() {
        assertThat(Moments.goDuration("877.10825ms")).isEqualTo(877);
        assertThat(Moments.goDuration("1h1m1s")).isEqualTo(3_661_000);
        assertThat(Moments.goDuration("1500µs")).isEqualTo(2);
        assertThat(Moments.goDuration("2000000")).isEqualTo(2);
        assertThat(Moments.goDuration("soon")).isZero();
        assertThat(Moments.goDuration("999999999999999h")).isEqualTo(86_400_000);
    }
}
