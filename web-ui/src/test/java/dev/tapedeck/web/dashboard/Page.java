package dev.tapedeck.web.dashboard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;

/** A page as a browser got it. */
record Page(int status, String html) {
    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    static Page at(String address) {
        var response = given().urlEncodingEnabled(false).get(address);
        Page page = new Page(response.statusCode(), response.asString());
        assertThat(page.html).as(address).doesNotContain("NOT_FOUND");
        return page;
    }

    /** What a reader sees: no tags, characters as they are. */
    String text() {
        return TAG.matcher(html)
                .replaceAll("")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
