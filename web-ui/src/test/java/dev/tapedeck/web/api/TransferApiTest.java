package dev.tapedeck.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class TransferApiTest {
    private static final String VCR = """
            interactions:
            - request:
                body: '{"model":"gpt-5","messages":[{"role":"user","content":"hello"}]}'
                headers: {content-type: [application/json], authorization: [Bearer sk-test]}
                method: POST
                uri: https://api.openai.com/v1/chat/completions
              response:
                body: {string: '{"answer":"to hello"}'}
                headers: {content-type: [application/json]}
                status: {code: 200, message: OK}
            version: 1
            """;

    private final Tapes tapes;
    private final Path data;

    @Inject
    TransferApiTest(Tapes tapes, @ConfigProperty(name = "tapedeck.data-directory") Path data) {
        this.tapes = tapes;
        this.data = data;
    }

    @AfterEach
    void noTemporaryFileIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(data.resolve("incoming"))) {
            assertThat(left).isEmpty();
        }
    }

    private static Response bring(String nameAndQuery, String body) {
        return given().contentType("application/octet-stream")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/cassettes/" + nameAndQuery);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void anAnswerThatMustHaveNoBodyReplaysWithoutTheOneThatATapeHolds(int status) {
        String name = Tapes.newName();
        bring(name + "/import", VCR.replace("code: 200", "code: " + status))
                .then()
                .statusCode(201);

        given().contentType("application/json")
                .header("Tapedeck-Cassette", name)
                .header("Tapedeck-Mode", "replay")
                .body(Tapes.chatJson("hello"))
                .post("/llm/openai/v1/chat/completions")
                .then()
                .statusCode(status)
                .header("Tapedeck-Outcome", "replayed")
                .body(is(emptyString()));
    }

    @Test
    void aFileIsImportedIntoANewCassetteAndReplays() {
        String name = Tapes.newName();

        Response imported = bring(name + "/import?file=test_chat.yaml", VCR);

        imported.then()
                .statusCode(201)
                .header("Location", endsWith("/api/v1/cassettes/" + name))
                .body("cassette", equalTo(name))
                .body("format", equalTo("vcr"))
                .body("imported", is(1))
                .body("skipped", empty())
                .body("warnings", empty())
                .body("size()", is(5));
        given().contentType("application/json")
                .header("Tapedeck-Cassette", name)
                .header("Tapedeck-Mode", "replay")
                .body(Tapes.chatJson("hello"))
                .post("/llm/openai/v1/chat/completions")
                .then()
                .statusCode(200)
                .header("Tapedeck-Outcome", "replayed")
                .body("answer", equalTo("to hello"));
    }

    @Test
    void aFormWithOneFileIsAsGood() {
        String name = Tapes.newName();

        Response imported = given().multiPart("file", "chat.yaml", VCR.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/cassettes/%s/import".formatted(name));

        imported.then().statusCode(201).body("imported", is(1));
    }

    @Test
    void aFormWithSeveralFilesOrNoneIsRefused() {
        String path = "/api/v1/cassettes/%s/import".formatted(Tapes.newName());
        byte[] file = VCR.getBytes(StandardCharsets.UTF_8);

        Response several = given().multiPart("file", "a.yaml", file)
                .multiPart("file", "b.yaml", file)
                .post(path);
        Response none = given().multiPart("existing", "replace").post(path);
        Response malformed = given().contentType("multipart/form-data")
                .body("no form".getBytes(StandardCharsets.UTF_8))
                .post(path);

        several.then().statusCode(400).body("detail", containsString("several files"));
        none.then().statusCode(400).body("detail", containsString("no file"));
        malformed.then().statusCode(400).body("detail", containsString("malformed"));
    }

    @Test
    void aFullCassetteIsAConflictUnlessOneSaysOtherwise() {
        String name = tapes.asked("one", "two");

        bring(name + "/import", VCR)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:tapedeck:problem:conflict"))
                .body("detail", containsString("existing=append"));
        bring(name + "/import?existing=append", VCR).then().statusCode(200).body("imported", is(1));
        given().get("/api/v1/cassettes/" + name).then().body("interactions", is(3));
        bring(name + "/import?existing=replace", VCR).then().statusCode(200);
        given().get("/api/v1/cassettes/" + name).then().body("interactions", is(1));
    }

    @Test
    void whatCannotBeImportedIsRefusedAndNothingIsMade() {
        String name = Tapes.newName();

        bring(name + "/import", "no recording at all")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:tapedeck:problem:invalid-import"))
                .body("detail", startsWith("'upload'"));
        bring(name + "/import", "").then().statusCode(400).body("type", equalTo("urn:tapedeck:problem:invalid-upload"));
        bring(name + "/import", "{\"format\":\"tapedeck-cassette\",\"version\":99}")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:tapedeck:problem:cassette-format"));
        bring(name + "/import?provider=nosuch", VCR)
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:tapedeck:problem:unknown-provider"));
        bring(name + "/import?existing=merge", VCR)
                .then()
                .statusCode(400)
                .body("violations[0].parameter", equalTo("existing"));
        bring(name + "/import?exist=replace", VCR)
                .then()
                .statusCode(400)
                .body("violations[0].message", containsString("existing"));
        bring("..%2Fx/import", VCR).then().statusCode(400);
        given().get("/api/v1/cassettes/" + name).then().statusCode(404);
    }

    @Test
    void aFileOfWhichEverythingIsSkippedIsReportedAndNothingIsMade() {
        String name = Tapes.newName();

        Response imported = bring(name + "/import", "{interactions: [{kind: message, direction: sent}], version: 1}");

        imported.then()
                .statusCode(200)
                .body("format", equalTo("vcr"))
                .body("imported", is(0))
                .body("skipped", hasSize(1))
                .body("skipped[0].place", equalTo("interaction 1"));
        given().get("/api/v1/cassettes/" + name).then().statusCode(404);
    }

    @Test
    void anEmptyCassetteComesBackInEveryFormat() {
        String name = Tapes.newName();
        bring(name + "/import", "{interactions: [], version: 1}").then().statusCode(201);

        for (String format : List.of("tapedeck", "vcr", "go-vcr", "har")) {
            String exported = given().get("/api/v1/cassettes/%s/export?format=%s".formatted(name, format))
                    .asString();
            String again = Tapes.newName();
            bring(again + "/import", exported)
                    .then()
                    .statusCode(201)
                    .body("imported", is(0))
                    .body("skipped", empty());
            given().get("/api/v1/cassettes/" + again).then().body("interactions", is(0));
        }
    }

    @Test
    void theSameImportSentAgainIsAnsweredAsBefore() {
        String path = "/api/v1/cassettes/%s/import".formatted(Tapes.newName());
        String key = Tapes.newName();

        List<Response> answers = Stream.of(VCR, VCR, VCR + "\n")
                .map(body -> given().header("Idempotency-Key", key)
                        .contentType("application/yaml")
                        .body(body.getBytes(StandardCharsets.UTF_8))
                        .post(path))
                .toList();

        assertThat(answers).extracting(Response::statusCode).containsExactly(201, 201, 422);
    }

    @Test
    void anImportIsRefusedIfTheEntityTagIsNoLongerTheSame() {
        String name = tapes.asked("hello");

        Response refused = given().header("If-Match", "\"other\"")
                .contentType("application/yaml")
                .body(VCR.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/cassettes/%s/import?existing=replace".formatted(name));

        refused.then().statusCode(412);
    }

    @Test
    void aPageOfAnotherSiteCannotImport() {
        Response byOrigin = given().header("Origin", "https://elsewhere.example")
                .contentType("text/plain")
                .body(VCR)
                .post("/api/v1/cassettes/%s/import".formatted(Tapes.newName()));
        Response bySite = given().header("Sec-Fetch-Site", "cross-site")
                .contentType("text/plain")
                .body(VCR)
                .post("/api/v1/cassettes/%s/import".formatted(Tapes.newName()));

        byOrigin.then().statusCode(403).body("type", equalTo("urn:tapedeck:problem:foreign-page"));
        bySite.then().statusCode(403);
    }

    @Test
    void aCassetteIsExportedInEveryFormat() {
        String name = tapes.asked("hello");
        String path = "/api/v1/cassettes/%s/export".formatted(name);

        given().get(path)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Content-Disposition", "attachment; filename=\"%s.json\"".formatted(name))
                .header("X-Content-Type-Options", "nosniff")
                .body("format", equalTo("tapedeck-cassette"))
                .body("name", equalTo(name));
        given().get(path + "?format=vcr")
                .then()
                .statusCode(200)
                .contentType("application/yaml")
                .header("Content-Disposition", "attachment; filename=\"%s.yaml\"".formatted(name));
        given().get(path + "?format=go-vcr").then().statusCode(200).contentType("application/yaml");
        given().get(path + "?format=har")
                .then()
                .statusCode(200)
                .header("Content-Disposition", "attachment; filename=\"%s.har\"".formatted(name))
                .body("log.entries", hasSize(1));
        given().get(path + "?format=pcap")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:tapedeck:problem:invalid-format"));
        given().get("/api/v1/cassettes/%s/export".formatted(Tapes.newName()))
                .then()
                .statusCode(404);
    }

    @Test
    void aCassetteIsVerified() {
        String name = tapes.asked("hello");
        tapes.begin(name, Tapes.chat("never ended"));

        Response verified = given().get("/api/v1/cassettes/%s/verify".formatted(name));

        verified.then()
                .statusCode(200)
                .body("passed", is(true))
                .body("interactions", is(2))
                .body("incomplete", equalTo(List.of(2)))
                .body("problems", empty());
        given().get("/api/v1/cassettes/%s/verify".formatted(Tapes.newName()))
                .then()
                .statusCode(404);
    }

    @Test
    void aStrictCheckIsAConflictWithTheSameReportIfThereIsAProblem() {
        String good = Tapes.newName();
        String bad = Tapes.newName();
        bring(good + "/import", VCR).then().statusCode(201);
        bring(bad + "/import", VCR).then().statusCode(201);
        String document = given().get("/api/v1/cassettes/%s/export".formatted(bad))
                .asString()
                .replace("hello", "changed");
        bring(bad + "/import?existing=replace", document).then().statusCode(200);

        Response lenient = given().get("/api/v1/cassettes/%s/verify".formatted(bad));
        Response strict = given().get("/api/v1/cassettes/%s/verify?strict=true".formatted(bad));

        lenient.then().statusCode(200).body("passed", is(false));
        strict.then().statusCode(409);
        assertThat(strict.asString()).isEqualTo(lenient.asString());
        given().get("/api/v1/cassettes/%s/verify?strict=true".formatted(good))
                .then()
                .statusCode(200);
    }

    @Test
    void aZipIsSentToTheArchiveAndAFileToACassette() throws IOException {
        given().contentType("application/octet-stream")
                .body(zip("a.yaml", VCR))
                .post("/api/v1/cassettes/%s/import".formatted(Tapes.newName()))
                .then()
                .statusCode(400)
                .body("detail", containsString("POST /api/v1/archive"));
        given().contentType("application/zip")
                .body(VCR.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/archive")
                .then()
                .statusCode(400)
                .body("detail", containsString("/import"));
    }

    @Test
    void anArchiveOfWhatCanAllBeReadSaysNothingOfWhatIsMissing() {
        tapes.asked("hello");

        given().get("/api/v1/archive").then().statusCode(200).header("Tapedeck-Not-Exported", nullValue());
    }

    @Test
    void theStoreInUseIsNoPlaceToCopyTo() {
        String name = tapes.asked("hello");

        given().post("/api/v1/cassettes/%s/copy?to=database".formatted(name))
                .then()
                .statusCode(400)
                .body("detail", containsString("in use"));
        given().post("/api/v1/cassettes/%s/copy?to=paper".formatted(name))
                .then()
                .statusCode(400)
                .body("detail", containsString("no store 'paper'"));
    }

    @Test
    void allCassettesGoOutAndComeInAsOneArchive() throws IOException {
        String name = tapes.asked("hello");
        byte[] archive = given().get("/api/v1/archive").asByteArray();
        byte[] again = given().get("/api/v1/archive").asByteArray();
        given().delete("/api/v1/cassettes/" + name);

        Response imported = given().contentType("application/zip").body(archive).post("/api/v1/archive");

        assertThat(again).isEqualTo(archive);
        imported.then().statusCode(200);
        assertThat(imported.<String>path("files.find { it.file == '%s.json' }.report.cassette".formatted(name)))
                .isEqualTo(name);
        given().get("/api/v1/cassettes/" + name).then().statusCode(200);
    }

    @Test
    void anArchiveTellsWhatCameOfEachFile() throws IOException {
        String name = Tapes.newName();

        Response imported = given().contentType("application/zip")
                .body(zip("folder/%s.yaml".formatted(name), VCR, "README.md", "Hello."))
                .post("/api/v1/archive");

        imported.then()
                .statusCode(200)
                .body("imported", is(1))
                .body("refused", is(1))
                .body("files[0].report.cassette", equalTo(name))
                .body("files[1].file", equalTo("README.md"))
                .body("files[1].problem.type", equalTo("urn:tapedeck:problem:invalid-import"));
        given().contentType("application/zip")
                .body("no zip".getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/archive")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:tapedeck:problem:invalid-archive"));
    }

    private static byte[] zip(String... namesAndContents) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int at = 0; at < namesAndContents.length; at += 2) {
                zip.putNextEntry(new ZipEntry(namesAndContents[at]));
                zip.write(namesAndContents[at + 1].getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }
}
