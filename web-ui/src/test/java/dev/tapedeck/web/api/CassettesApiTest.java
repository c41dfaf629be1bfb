package dev.tapedeck.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Headers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CassettesApiTest {
    private final Tapes tapes;

    @Inject
    CassettesApiTest(Tapes tapes) {
        this.tapes = tapes;
    }

    @Test
    void aCassetteIsCreatedWithAKeyRecipe() {
        String name = Tapes.newName();
        String body = """
                {"name":"%s","keyRecipe":{"ignore":["/user"],"replace":[{"pattern":"[0-9]+","with":"<n>"}],\
                "headers":["Accept-Language"]}}""";

        Response created = post("", body.formatted(name));

        created.then()
                .statusCode(201)
                .header("Location", endsWith("/api/v1/cassettes/" + name))
                .body("name", equalTo(name))
                .body("interactions", is(0))
                .body("keyRecipe.version", is(1))
                .body("keyRecipe.ignore", equalTo(List.of("/user")))
                .body("keyRecipe.replace[0].pattern", equalTo("[0-9]+"))
                .body("keyRecipe.replace[0].with", equalTo("<n>"))
                .body("keyRecipe.headers", equalTo(List.of("accept-language")));
        given().get("/api/v1/cassettes/" + name).then().body("keyRecipe.ignore", equalTo(List.of("/user")));
    }

    @Test
    void withoutARecipeEverythingCounts() {
        Response created = post("", "{\"name\":\"%s\"}".formatted(Tapes.newName()));

        created.then()
                .statusCode(201)
                .body("keyRecipe.ignore", empty())
                .body("keyRecipe.replace", empty())
                .body("keyRecipe.headers", empty());
    }

    @Test
    void aNameThatIsTakenIsAConflict() {
        String name = tapes.empty();

        Response refused = post("", "{\"name\":\"%s\"}".formatted(name));

        refused.then()
                .statusCode(409)
                .contentType(ProblemView.MEDIA_TYPE)
                .body("type", equalTo("urn:tapedeck:problem:conflict"));
    }

    @Test
    void aNameThatBreaksTheRuleIsRefused() {
        Response refused = post("", "{\"name\":\"../etc/passwd\"}");

        refused.then()
                .statusCode(400)
                .body("type", equalTo("urn:tapedeck:problem:invalid-name"))
                .body("detail", containsString("is no cassette name"));
    }

    @Test
    void aRecipeThatCannotBeUsedIsRefusedAndNothingIsCreated() {
        String name = Tapes.newName();

        List<Response> refused = List.of(
                post("", "{\"name\":\"%s\",\"keyRecipe\":{\"version\":2}}".formatted(name)),
                post("", "{\"name\":\"%s\",\"keyRecipe\":{\"ignore\":[\"user\"]}}".formatted(name)),
                post(
                        "",
                        "{\"name\":\"%s\",\"keyRecipe\":{\"replace\":[{\"pattern\":\"(\",\"with\":\"\"}]}}"
                                .formatted(name)));

        assertThat(refused)
                .allSatisfy(answer -> answer.then()
                        .statusCode(400)
                        .body("type", equalTo("urn:tapedeck:problem:invalid-recipe"))
                        .body("detail", startsWith("The key recipe is wrong: /")));
        given().get("/api/v1/cassettes/" + name).then().statusCode(404);
    }

    @Test
    void aCassetteIsShownWithItsCounts() {
        String name = tapes.asked("hello", "good bye");

        Response shown = given().get("/api/v1/cassettes/" + name);

        shown.then()
                .statusCode(200)
                .body("interactions", is(2))
                .body("bytes", greaterThan(100))
                .body("models", equalTo(List.of("gpt-5")))
                .body("findings", is(4))
                .body("createdAt", equalTo("2026-11-21T02:00:00Z"));
    }

    @Test
    void cassettesArePagedInOrderOfName() {
        String prefix = Tapes.newName();
        for (String end : List.of("-c", "-a", "-b")) {
            post("", "{\"name\":\"%s\"}".formatted(prefix + end));
        }

        Response first = given().get("/api/v1/cassettes?limit=2&after=%s".formatted(prefix));
        Response second = given().get("/api/v1/cassettes?limit=1&after=%s".formatted(first.<String>path("next")));

        first.then()
                .body("data.name", equalTo(List.of(prefix + "-a", prefix + "-b")))
                .body("hasMore", is(true));
        second.then().body("data.name", equalTo(List.of(prefix + "-c")));
    }

    @Test
    void aDeletedCassetteIsGone() {
        String name = tapes.asked("hello");

        given().delete("/api/v1/cassettes/" + name).then().statusCode(204);

        given().get("/api/v1/cassettes/" + name).then().statusCode(404);
    }

    @Test
    void aRenamedCassetteKeepsWhatIsOnIt() {
        String name = tapes.asked("hello");
        String newName = Tapes.newName();

        Response renamed = post("/" + name + "/rename", "{\"name\":\"%s\"}".formatted(newName));

        renamed.then().statusCode(200).body("name", equalTo(newName)).body("interactions", is(1));
        given().get("/api/v1/cassettes/" + name).then().statusCode(404);
    }

    @Test
    void renamingToANameThatIsTakenIsAConflict() {
        String name = tapes.empty();
        String taken = tapes.empty();

        Response refused = post("/" + name + "/rename", "{\"name\":\"%s\"}".formatted(taken));

        refused.then().statusCode(409).body("type", equalTo("urn:tapedeck:problem:conflict"));
    }

    @Test
    void aChangeIsRefusedIfTheEntityTagIsNoLongerTheSame() {
        String name = tapes.asked("hello");
        String tag = given().get("/api/v1/cassettes/" + name).header("ETag");
        tapes.add(name, Tapes.chat("more"), Tapes.stream("data: 1\n\n"));

        Response deleted = given().header("If-Match", tag).delete("/api/v1/cassettes/" + name);
        Response renamed = given().header("If-Match", tag)
                .contentType(ContentType.JSON)
                .body("{\"name\":\"other\"}")
                .post("/api/v1/cassettes/%s/rename".formatted(name));

        assertThat(List.of(deleted, renamed))
                .allSatisfy(answer -> answer.then()
                        .statusCode(412)
                        .contentType(ProblemView.MEDIA_TYPE)
                        .body("type", equalTo("urn:tapedeck:problem:changed-meanwhile")));
    }

    @Test
    void aChangeIsMadeIfTheEntityTagIsStillTheSame() {
        String name = tapes.asked("hello");
        String tag = given().get("/api/v1/cassettes/" + name).header("ETag");

        Response deleted = given().header("If-Match", "\"other\", " + tag).delete("/api/v1/cassettes/" + name);

        deleted.then().statusCode(204);
    }

    @Test
    void rewindingLetsImplicitSessionsBeginAgain() {
        String name = tapes.asked("hello");
        ask(name, "hello").then().statusCode(200);
        ask(name, "hello").then().statusCode(410);

        given().post("/api/v1/cassettes/%s/rewind".formatted(name)).then().statusCode(204);

        ask(name, "hello").then().statusCode(200);
    }

    @Test
    void aCassetteThatIsDeletedIsMadeAnewByTheNextImplicitRecording() {
        String name = Tapes.newName();
        record(name).then().statusCode(200).header("Tapedeck-Interaction", name + "/1");

        given().delete("/api/v1/cassettes/" + name).then().statusCode(204);

        record(name).then().statusCode(200).header("Tapedeck-Interaction", name + "/1");
    }

    private static Response record(String cassette) {
        return given().header("Tapedeck-Cassette", cassette)
                .header("Tapedeck-Mode", "record")
                .get("/llm/simulator/v1/models");
    }

    @Test
    void aCassetteIsNotDeletedWhileASessionRecordsToIt() {
        String name = Tapes.newName();
        String id = given().contentType(ContentType.JSON)
                .body("{\"cassette\":\"%s\",\"mode\":\"record\"}".formatted(name))
                .post("/api/v1/sessions")
                .path("id");

        given().delete("/api/v1/cassettes/" + name).then().statusCode(409).body("detail", containsString(id));
        given().delete("/api/v1/sessions/" + id).then().statusCode(200);

        given().delete("/api/v1/cassettes/" + name).then().statusCode(204);
    }

    @Test
    void aHitIsExplainedWithTheInteractionsThatMatch() {
        String name = tapes.asked("hello", "good bye", "hello");

        Response explained = explain(name, "hello");

        explained
                .then()
                .statusCode(200)
                .body("hit", is(true))
                .body("key", startsWith("sha256:"))
                .body("interactions", equalTo(List.of(1, 3)))
                .body("nearest", empty());
    }

    @Test
    void aMissIsExplainedWithTheNearestAndWhereTheyDiffer() {
        String name = tapes.asked("hello", "good bye", "thanks", "please");

        Response explained = explain(name, "hello?");

        explained
                .then()
                .statusCode(200)
                .body("hit", is(false))
                .body("interactions", empty())
                .body("lanes", equalTo(List.of("main")))
                .body("nearest", hasSize(3))
                .body("nearest[0].distance", is(1))
                .body("nearest[0].differences[0].place", equalTo("/messages/0/content"))
                .body("message", containsString("Nearest: #1"));
    }

    @Test
    void aLaneThatTheCassetteDoesNotHaveIsNamed() {
        String name = tapes.asked("hello");
        String body =
                "{\"provider\":\"simulator\",\"method\":\"POST\",\"path\":\"/v1/chat/completions\",\"lane\":\"w-2\",\"body\":%s}";

        Response explained = post("/" + name + "/explain", body.formatted(Tapes.chatJson("hello")));

        explained.then().body("hit", is(false)).body("message", containsString("has no lane 'w-2'"));
    }

    @Test
    void theDialectOfTheSimulatorIsThatOfThePath() {
        String name = tapes.empty();
        String body = "{\"model\":\"m\",\"max_tokens\":3,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        given().header("Tapedeck-Cassette", name)
                .header("Tapedeck-Mode", "record")
                .contentType("application/json")
                .body(body)
                .post("/llm/simulator/v1/messages")
                .then()
                .statusCode(200);

        Response explained = post(
                "/" + name + "/explain",
                "{\"provider\":\"simulator\",\"method\":\"post\",\"path\":\"/v1/messages\",\"body\":%s}"
                        .formatted(body));

        explained.then().body("hit", is(true));
    }

    @Test
    void aRequestWithTextForABodyIsExplainedByItsBytes() {
        String name = tapes.empty();
        tapes.add(
                name,
                Tapes.request("POST", "/v1/files", Headers.of("content-type", "text/plain"), Bytes.utf8("some text")),
                Tapes.stream("ok"));
        String body = """
                {"provider":"simulator","method":"POST","path":"/v1/files","headers":{"content-type":"text/plain"},\
                "bodyText":"some text"}""";

        Response explained = post("/" + name + "/explain", body);

        explained.then().body("hit", is(true)).body("interactions", equalTo(List.of(1)));
    }

    @Test
    void whatCannotBeExplainedIsRefused() {
        String name = tapes.empty();
        String both =
                "{\"provider\":\"simulator\",\"method\":\"POST\",\"path\":\"/v1\",\"body\":{},\"bodyText\":\"x\"}";
        String noSlash = "{\"provider\":\"simulator\",\"method\":\"POST\",\"path\":\"v1\"}";
        String noProvider = "{\"provider\":\"nosuch\",\"method\":\"POST\",\"path\":\"/v1\"}";

        post("/" + name + "/explain", both).then().statusCode(400).body("violations[0].pointer", equalTo("/bodyText"));
        post("/" + name + "/explain", noSlash).then().statusCode(400).body("violations[0].pointer", equalTo("/path"));
        post("/" + name + "/explain", noProvider)
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:tapedeck:problem:unknown-provider"));
    }

    @Test
    void aCassetteThatIsNotThereIsUnknownToEveryOperation() {
        String path = "/" + Tapes.newName();
        List<Response> answers = List.of(
                given().get("/api/v1/cassettes" + path),
                given().delete("/api/v1/cassettes" + path),
                post(path + "/rename", "{\"name\":\"other\"}"),
                given().post("/api/v1/cassettes%s/rewind".formatted(path)),
                explain(path.substring(1), "hello"),
                given().get("/api/v1/cassettes%s/interactions".formatted(path)),
                given().get("/api/v1/cassettes%s/interactions/1".formatted(path)),
                given().delete("/api/v1/cassettes%s/interactions/1".formatted(path)));

        assertThat(answers)
                .allSatisfy(answer -> answer.then()
                        .statusCode(404)
                        .contentType(ProblemView.MEDIA_TYPE)
                        .body("type", equalTo("urn:tapedeck:problem:unknown-cassette")));
    }

    private static Response post(String path, String body) {
        return given().contentType(ContentType.JSON).body(body).post("/api/v1/cassettes" + path);
    }

    private static Response explain(String name, String question) {
        String body = "{\"provider\":\"simulator\",\"method\":\"POST\",\"path\":\"/v1/chat/completions\",\"body\":%s}";
        return post("/" + name + "/explain", body.formatted(Tapes.chatJson(question)));
    }

    private static Response ask(String cassette, String question) {
        return given().contentType("application/json")
                .header("Tapedeck-Cassette", cassette)
                .header("Tapedeck-Mode", "replay")
                .body(Tapes.chatJson(question))
                .post("/llm/simulator/v1/chat/completions");
    }
}
