package dev.tapedeck.web.dashboard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ImportPageTest {
    private static final byte[] VCR = """
            interactions:
            - request: {method: GET, uri: 'https://api.openai.com/v1/models/<MODEL>', body: null, headers: {}}
              response: {body: {string: '{}'}, headers: {content-type: [application/json]}, status: {code: 200, message: OK}}
            version: 1
            """.getBytes(StandardCharsets.UTF_8);

    private static Page page(Response response) {
        return new Page(response.statusCode(), response.asString());
    }

    @Test
    void severalFilesOfAFormBecomeCassettesAndEachIsToldOf() {
        Page page = page(given().multiPart("existing", "refuse")
                .multiPart("files", "page one.yaml", VCR)
                .multiPart("files", "folder/page one.yaml", VCR)
                .multiPart("folder", "notes<b>.txt", "Hello.".getBytes(StandardCharsets.UTF_8))
                .post("/import"));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html())
                .contains("href=\"/recordings/page-one\"", "href=\"/recordings/folder-page-one\"")
                .doesNotContain("notes<b>");
        assertThat(page.text()).contains("2 files came in, 1 did not", "percent-encoded", "notes<b>.txt");
        assertThat(Page.at("/recordings/page-one").status()).isEqualTo(200);
    }

    @Test
    void aZipInAFormIsTakenApart() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("in/page-zipped.yaml"));
            zip.write(VCR);
        }

        Page page =
                page(given().multiPart("files", "all.zip", out.toByteArray()).post("/import"));

        assertThat(page.html()).contains("href=\"/recordings/page-zipped\"");
        assertThat(page.text()).contains("all.zip: in/page-zipped.yaml");
    }

    @Test
    void aFileOfWhichEverythingWasSkippedIsNoFailureAndHasNoCassetteToGoTo() {
        byte[] socket =
                "{interactions: [{kind: message, direction: sent}], version: 1}".getBytes(StandardCharsets.UTF_8);

        Page page = page(given().multiPart("files", "page-socket.yaml", socket).post("/import"));

        assertThat(page.text())
                .contains("1 file came in", "0 interactions", "WebSocket")
                .doesNotContain("not imported");
        assertThat(page.html()).doesNotContain("/recordings/page-socket");
    }

    @Test
    void aFormWithoutAFileSaysSo() {
        Page page = page(given().multiPart("existing", "refuse").post("/import"));

        assertThat(page.text()).contains("There is no file in the form");
    }

    @Test
    void aPageOfAnotherSiteCannotSendTheForm() {
        given().header("Sec-Fetch-Site", "cross-site")
                .multiPart("files", "x.yaml", VCR)
                .post("/import")
                .then()
                .statusCode(403);
    }

    @Test
    void aCassetteThatHoldsSomethingIsToldOfInTheWordsOfTheForm() {
        given().multiPart("files", "page-held.yaml", VCR).post("/import");

        Page page = page(given().multiPart("files", "page-held.yaml", VCR).post("/import"));

        assertThat(page.text())
                .contains("0 files came in, 1 did not", "choose “replace it” or “add to it”")
                .doesNotContain("existing=");
    }
}
