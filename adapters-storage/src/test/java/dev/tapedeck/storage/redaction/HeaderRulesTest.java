package dev.tapedeck.storage.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HeaderRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "Proxy-Authorization",
                "x-api-key",
                "api-key",
                "X-Goog-Api-Key",
                "Cookie",
                "Set-Cookie",
                "x-amz-security-token",
                "x-auth-token",
                "x-ratelimit-token",
                "x-secret-request-id",
                "x-token-request-id",
                "OpenAI-Organization",
                "User-Agent",
                "Host",
                "cf-ray",
                "x-forwarded-for",
                "tapedeck-authorization"
            })
    void aHeaderThatMayTellTooMuchIsNotKept(String name) {
        // When
        boolean kept = HeaderRules.keeps(name);

        // Then
        assertThat(kept).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type",
                "content-disposition",
                "Retry-After",
                "retry-after-ms",
                "x-should-retry",
                "Accept",
                "anthropic-version",
                "anthropic-beta",
                "openai-processing-ms",
                "request-id",
                "x-request-id",
                "x-ms-client-request-id",
                "apim-request-id",
                "x-amzn-requestid",
                "x-ratelimit-limit-tokens",
                "x-ratelimit-remaining-requests",
                "anthropic-ratelimit-input-tokens-remaining",
                "ratelimit-reset",
                "server-timing",
                "etag",
                "location"
            })
    void aHeaderThatAReplayNeedsIsKept(String name) {
        // When
        boolean kept = HeaderRules.keeps(name);

        // Then
        assertThat(kept).isTrue();
    }
}
