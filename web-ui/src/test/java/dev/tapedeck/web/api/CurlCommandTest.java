package dev.tapedeck.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.ProviderRequest;
import org.junit.jupiter.api.Test;

final class CurlCommandTest {
    private static final String URL = "http://localhost:8080/llm/x/v1?a=[1]";
    private static final String BODY_URL = "http://localhost:8080/body";

    @Test
    void aRequestBecomesACommandThatAShellTakesAsItIs() {
        ProviderRequest request = Tapes.request(
                "POST", "/v1", Headers.of("content-type", "text/plain"), Bytes.utf8("@it's $HOME `ls` \\ "));

        String command = CurlCommand.of(request, URL, BODY_URL);

        assertThat(command).isEqualTo("""
                        curl -X 'POST' \\
                          --globoff 'http://localhost:8080/llm/x/v1?a=[1]' \\
                          -H 'content-type: text/plain' \\
                          --data-raw '@it'\\''s $HOME `ls` \\ '
                        """);
    }

    @Test
    void aRequestWithoutBodySendsNone() {
        String command = CurlCommand.of(Tapes.request("HEAD", "/v1", Headers.NONE, Bytes.EMPTY), URL, BODY_URL);

        assertThat(command).startsWith("curl --head ").doesNotContain("--data");
    }

    @Test
    void aBodyThatFitsIntoNoArgumentIsFetchedAndPiped() {
        Bytes long200K = Bytes.utf8("x".repeat(200_000));
        Bytes withZero = Bytes.utf8("a\0b");
        Bytes noText = Bytes.wrap(new byte[] {(byte) 0xff});

        for (Bytes body : new Bytes[] {long200K, withZero, noText}) {
            String command = CurlCommand.of(Tapes.request("POST", "/v1", Headers.NONE, body), URL, BODY_URL);

            assertThat(command)
                    .startsWith("curl -s 'http://localhost:8080/body' | curl -X 'POST' ")
                    .endsWith("--data-binary @-\n");
        }
    }
}
