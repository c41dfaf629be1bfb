package dev.tapedeck.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import dev.tapedeck.resilience.ServiceName;
import dev.tapedeck.resilience.Services;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AuditApiTest {
    private final Services services;
    private final Path data;

    @Inject
    AuditApiTest(Services services, @ConfigProperty(name = "tapedeck.data-directory") Path data) {
        this.services = services;
        this.data = data;
    }

    private String newService() {
        String name = "audited-" + UUID.randomUUID();
        services.of(new ServiceName(name));
        return name;
    }

    private static Response act(String circuit, String deed, String body) {
        return given().contentType(ContentType.JSON).body(body).post("/api/v1/circuits/%s/%s".formatted(circuit, deed));
    }

    @Test
    void whatWasDoneIsInTheAuditLogNewestFirst() {
        String service = newService();

        act(service, "open", "{\"reason\":\"first, with sk-proj-A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6\"}");
        act(service, "reset", "{\"reason\":\"second\"}");

        Response audit = given().get("/api/v1/audit?limit=2");
        audit.then()
                .statusCode(200)
                .body("data.action", contains("circuit.reset", "circuit.open"))
                .body("data.target", contains(service, service))
                .body("data[0].reason", equalTo("second"))
                .body("data[0].details", equalTo("was OPEN"))
                .body("data[0].who", equalTo("anonymous 127.0.0.1"))
                .body("data[0].at", notNullValue())
                .body("data[1].reason", containsString("«redacted:"));
        assertThat(audit.asString()).doesNotContain("A1b2C3");
    }

    @Test
    void theAuditLogIsReadInParts() {
        String service = newService();
        act(service, "open", "{\"reason\":\"one\"}");
        act(service, "reset", "{\"reason\":\"two\"}");
        Response first = given().get("/api/v1/audit?limit=1");

        Response second = given().get("/api/v1/audit?limit=1&after=" + first.path("next"));

        first.then().body("hasMore", is(true)).body("data.reason", contains("two"));
        second.then().body("data.reason", contains("one"));
        given().get("/api/v1/audit?after=here")
                .then()
                .statusCode(400)
                .body("violations[0].parameter", equalTo("after"));
    }

    @Test
    void changesOfPoliciesAreInTheAuditLogAndRefusedOnesAreNot() {
        String service = newService();
        String path = "/api/v1/policies/" + service;
        given().contentType(ContentType.JSON)
                .body("{\"retry\":{\"maxAttempts\":2}}")
                .put(path);
        given().delete(path);

        given().header("If-Match", "\"77\"")
                .contentType(ContentType.JSON)
                .body("{\"retry\":{\"maxAttempts\":3}}")
                .put(path)
                .then()
                .statusCode(412);

        given().get("/api/v1/audit?limit=2")
                .then()
                .body("data.action", contains("policy.delete", "policy.put"))
                .body("data.target", contains(service, service))
                .body("data[1].details", equalTo("{\"retry\":{\"maxAttempts\":2}}"));
    }

    @Test
    void whatCannotBeWrittenDownIsNotDone() throws IOException {
        String service = newService();
        act(service, "reset", "{\"reason\":\"so that there is a log\"}");
        Path file = data.resolve("audit.jsonl");
        Path kept = file.resolveSibling("kept.jsonl");
        Files.move(file, kept);
        Files.createDirectory(file);

        Response opened = act(service, "open", "{\"reason\":\"nobody will know\"}");
        Response put = given().contentType(ContentType.JSON)
                .body("{\"retry\":{\"maxAttempts\":2}}")
                .put("/api/v1/policies/" + service);
        Files.delete(file);
        Files.move(kept, file);

        opened.then()
                .statusCode(503)
                .contentType(ProblemView.MEDIA_TYPE)
                .body("detail", containsString("audit.jsonl can't be written"));
        put.then().statusCode(503);
        given().get("/api/v1/circuits/" + service).then().body("state", equalTo("CLOSED"));
        given().get("/api/v1/policies/" + service).then().body("version", equalTo("0"));
    }
}
