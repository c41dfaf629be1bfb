package dev.tapedeck.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.tapedeck.resilience.Health;
import dev.tapedeck.resilience.ResilienceEvent;
import dev.tapedeck.resilience.ServiceName;
import dev.tapedeck.resilience.Services;
import dev.tapedeck.web.resilience.ResilienceSink;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class CircuitsApiTest {
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final int THRESHOLD = 9;

    private final Services services;
    private final ResilienceSink events;

    @Inject
    CircuitsApiTest(Services services, ResilienceSink events) {
        this.services = services;
        this.events = events;
    }

    /** A service that was called; returns its name. */
    private String called() {
        String name = "service-" + UUID.randomUUID();
        services.of(new ServiceName(name))
                .circuit(Optional.empty())
                .acquire(LEASE)
                .succeeded();
        return name;
    }

    private void fails(String service, int times) {
        for (int time = 0; time < times; time++) {
            services.of(new ServiceName(service))
                    .circuit(Optional.empty())
                    .acquire(LEASE)
                    .failed("http_503", "It said: Bearer sk-proj-A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6\n");
        }
    }

    private static Response get(String circuit) {
        return given().urlEncodingEnabled(false).get("/api/v1/circuits/" + circuit);
    }

    private static Response act(String circuit, String deed, String body) {
        return given().urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/circuits/%s/%s".formatted(circuit, deed));
    }

    @Test
    void everyConfiguredProviderHasACircuitBeforeItIsCalled() {
        Response list = given().get("/api/v1/circuits?limit=500");
        Response part = given().get("/api/v1/circuits?limit=1&after=provider.anthropic");

        list.then().statusCode(200).body("hasMore", is(false));
        assertThat(list.<List<String>>path("data.name"))
                .isSorted()
                .contains("provider.anthropic", "provider.down", "provider.openai", "provider.simulator");
        part.then()
                .body("data.name", contains("provider.down"))
                .body("hasMore", is(true))
                .body("next", equalTo("provider.down"))
                .header("Link", containsString("after=provider.down"));
        get("provider.gemini")
                .then()
                .statusCode(200)
                .body("service", equalTo("provider.gemini"))
                .body("enabled", is(true))
                .body("state", equalTo("CLOSED"))
                .body("failures", is(0))
                .body("permits", is(0))
                .body("counts.calls", is(0))
                .body("counts.rejections", is(0))
                .body("budget.amplification", is(1.0f))
                .body("transitions", empty())
                .body("$", not(hasKey("openedAt")))
                .body("$", not(hasKey("latency")))
                .body("$", not(hasKey("model")));
    }

    @Test
    void aCircuitThatFailuresHaveOpenedTellsOfThem() {
        String service = called();

        fails(service, THRESHOLD);

        Response shown = get(service);
        shown.then()
                .body("state", equalTo("OPEN"))
                .body("openedAt", notNullValue())
                .body("nextProbeAt", notNullValue())
                .body("lastFailure.type", equalTo("http_503"))
                .body("lastFailure.message", containsString("«redacted:"))
                .body("lastFailure.message", not(containsString("A1b2C3")))
                .body("lastFailure.at", notNullValue())
                .body("counts.calls", is(THRESHOLD + 1))
                .body("counts.successes", is(1))
                .body("counts.failures", is(THRESHOLD))
                .body("transitions", hasSize(1))
                .body("transitions[0].from", equalTo("CLOSED"))
                .body("transitions[0].to", equalTo("OPEN"))
                .body("transitions[0].cause", equalTo("9 failures in a row"));
    }

    @Test
    void latencyIsThatOfTheServicesAttempts() {
        String service = called();

        events.accept(
                new ResilienceEvent.AttemptEnded(Instant.now(), new ServiceName(service), Health.SUCCESS, 250_000));

        Response shown = get(service);
        assertThat(shown.jsonPath().getDouble("latency.p50")).isBetween(230.0, 270.0);
        assertThat(shown.jsonPath().getDouble("latency.p99")).isBetween(230.0, 270.0);
    }

    @Test
    void aCircuitIsOpenedClosedAndResetByHandForAReason() {
        String service = called();

        Response opened = act(service, "open", "{\"reason\":\"the provider is being moved\"}");
        Response closed = act(service, "close", "{\"reason\":\"it is there again\"}");
        fails(service, 3);
        Response reset = act(service, "reset", "{\"reason\":\"a fresh start\"}");

        opened.then()
                .statusCode(200)
                .body("state", equalTo("OPEN"))
                .body("$", not(hasKey("nextProbeAt")))
                .body("transitions[0].cause", equalTo("by hand: the provider is being moved"));
        closed.then().statusCode(200).body("state", equalTo("CLOSED"));
        reset.then()
                .statusCode(200)
                .body("failures", is(0))
                .body("$", not(hasKey("lastFailure")))
                .body("transitions[-1].cause", equalTo("reset by hand: a fresh start"));
    }

    @Test
    void theCircuitOfAModelIsReachedByItsEncodedName() {
        String service = called();
        given().contentType(ContentType.JSON)
                .body("{\"circuit\":{\"scope\":\"model\"}}")
                .put("/api/v1/policies/" + service)
                .then()
                .statusCode(200);
        services.of(new ServiceName(service))
                .circuit(Optional.of("org/model a:1"))
                .acquire(LEASE)
                .succeeded();

        Response shown = get(service + "%3Aorg%2Fmodel%20a%3A1");
        Response opened = act(service + ":org%2Fmodel%20a:1", "open", "{\"reason\":\"too dear\"}");

        shown.then()
                .statusCode(200)
                .body("name", equalTo(service + ":org/model a:1"))
                .body("service", equalTo(service))
                .body("model", equalTo("org/model a:1"));
        opened.then().statusCode(200).body("state", equalTo("OPEN"));
        get(service).then().body("state", equalTo("CLOSED"));
    }

    @Test
    void anUnknownCircuitIsNotFoundAndTheNearestNameIsTold() {
        Response shown = get("provider.opnai");
        Response acted = act("provider.opnai", "reset", "{\"reason\":\"why not\"}");

        shown.then()
                .statusCode(404)
                .contentType(ProblemView.MEDIA_TYPE)
                .body("type", equalTo("urn:tapedeck:problem:unknown-circuit"))
                .body("detail", containsString("Did you mean 'provider.openai'?"));
        acted.then().statusCode(404);
        act("provider.openai", "explode", "{\"reason\":\"why not\"}").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"reason\":null}", "{\"reason\":\"\"}", "{\"reason\":\" \\n\"}", "{\"raeson\":\"typo\"}"
            })
    void nothingIsDoneWithoutAReason(String body) {
        String service = called();

        Response refused = act(service, "open", body);

        refused.then()
                .statusCode(400)
                .contentType(ProblemView.MEDIA_TYPE)
                .body("violations[0].pointer", containsString("r"));
        get(service).then().body("state", equalTo("CLOSED"));
    }

    @Test
    void aReasonHasFiveHundredCharactersAtMost() {
        String service = called();

        Response longest = act(service, "open", "{\"reason\":\"%s\"}".formatted("x".repeat(500)));
        Response tooLong = act(service, "open", "{\"reason\":\"%s\"}".formatted("x".repeat(501)));

        longest.then().statusCode(200);
        tooLong.then()
                .statusCode(400)
                .body("violations[0].pointer", equalTo("/reason"))
                .body("detail", containsString("1 to 500 characters"));
    }

    @Test
    void anotherMediaTypeIsRefused() {
        given().contentType("text/plain")
                .body("{\"reason\":\"x\"}")
                .post("/api/v1/circuits/provider.openai/reset")
                .then()
                .statusCode(415);
    }

    @Test
    void theSameRequestWithTheSameKeyActsOnce() {
        String service = called();
        String key = UUID.randomUUID().toString();

        for (int time = 0; time < 2; time++) {
            given().header("Idempotency-Key", key)
                    .contentType(ContentType.JSON)
                    .body("{\"reason\":\"once\"}")
                    .post("/api/v1/circuits/%s/reset".formatted(service))
                    .then()
                    .statusCode(200);
        }

        get(service).then().body("transitions", hasSize(1));
        given().header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body("{\"reason\":\"once\"}")
                .post("/api/v1/circuits/%s/open".formatted(service))
                .then()
                .statusCode(422);
    }

    @Test
    void aPageOfAnotherSiteCannotSteerACircuit() {
        given().header("Sec-Fetch-Site", "cross-site")
                .contentType(ContentType.JSON)
                .body("{\"reason\":\"evil\"}")
                .post("/api/v1/circuits/provider.openai/open")
                .then()
                .statusCode(403);
    }

    @Test
    void whatHappenedIsCountedInTheMetrics() {
        String service = called();
        fails(service, THRESHOLD);
        events.accept(new ResilienceEvent.AttemptEnded(Instant.now(), new ServiceName(service), Health.FAILURE, 2_000));

        String metrics =
                given().get("/q/metrics").then().statusCode(200).extract().asString();

        assertThat(metrics)
                .contains("circuit_opened_total{service=\"%s\"".formatted(service))
                .contains("attempt_duration_seconds{service=\"%s\"".formatted(service))
                .contains("jvm_memory_used_bytes")
                .doesNotContain("http_server_requests");
    }
}
