package dev.tapedeck.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordedUrlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://h/v1/x?b=2&a=%20 | /v1/x?b=2&a=%20",
                "https://h//openai/deployments | //openai/deployments",
                "https://h?x=1 | /?x=1",
                "https://h/a:b@c!$&'()*+,;=~ | /a:b@c!$&'()*+,;=~",
                "https://h/model/a%3A0/invoke | /model/a%3A0/invoke",
                "https://h/x?filter[a]=1 | /x?filter[a]=1"
            })
    void whatMayStandInARequestStaysAsItIs(String url, String target) {
        RecordedUrl parsed = RecordedUrl.parse(url);

        assertThat(parsed.target()).isEqualTo(target);
        assertThat(parsed.mended()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://h/projects/<P>/x | /projects/%3CP%3E/x",
                "https://h/{x} | /%7Bx%7D",
                "https://h/a b?c=d e | /a%20b?c=d%20e",
                "https://h/100% | /100%25",
                "https://h/ü | /%C3%BC",
                "https://h/x?q=\"a\" | /x?q=%22a%22"
            })
    void whatMayNotIsPercentEncoded(String url, String target) {
        RecordedUrl parsed = RecordedUrl.parse(url);

        assertThat(parsed.target()).isEqualTo(target);
        assertThat(parsed.mended()).isTrue();
    }

    @Test
    void aFragmentNeverWentOverTheWire() {
        assertThat(RecordedUrl.parse("https://h/v1/chat#stream").target()).isEqualTo("/v1/chat");
    }

    @Test
    void aUrlTellsTheBaseUrlOfItsHostUnlessThatIsNone() {
        assertThat(List.of("https://Api.Groq.com:443/v1", "http://localhost:8080/", "//user:secret@[::1]:1/x"))
                .map(url -> RecordedUrl.parse(url).base().orElse("none"))
                .containsExactly("https://api.groq.com", "http://localhost:8080", "https://[::1]:1");
        assertThat(List.of("/v1", "https://<HOST>/v1", "https://simulator.invalid/v1", "ftp://host/"))
                .noneMatch(url -> RecordedUrl.parse(url).base().isPresent());
    }
}
