package dev.tapedeck.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;

import dev.tapedeck.resilience.Policies;
import dev.tapedeck.resilience.PolicySetting;
import dev.tapedeck.resilience.ServiceName;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The configuration of the tests has a policy for {@code provider.down} in each of its layers. */
@QuarkusTest
class PoliciesApiTest {
    private final Policies policies;

    @Inject
    PoliciesApiTest(Policies policies) {
        this.policies = policies;
    }

    private static String newService() {
        return "service-" + UUID.randomUUID();
    }

    private static Response get(String service) {
        return given().get("/api/v1/policies/" + service);
    }

    private static Response put(String service, String body) {
        return given().contentType(ContentType.JSON).body(body).put("/api/v1/policies/" + service);
    }

    private static Response putIfMatch(String service, String tag, String body) {
        return given().header("If-Match", tag)
                .contentType(ContentType.JSON)
                .body(body)
                .put("/api/v1/policies/" + service);
    }

    @Test
    void aPolicyIsShownWithTheSourceOfEachValue() {
        Response shown = get("provider.down");

        shown.then()
                .statusCode(200)
                .header("ETag", equalTo("\"0\""))
                .body("service", equalTo("provider.down"))
                .body("retry.maxAttempts", is(4))
                .body("retry.baseDelay", equalTo("PT0.2S"))
                .body("retry.maxDelay", equalTo("PT1M"))
                .body("retry.backoff", equalTo("exponential-jitter"))
                .body("retry.budget.ratio", is(0.2f))
                .body("circuit.enabled", is(true))
                .body("circuit.failureThreshold", is(9))
                .body("sources", aMapWithSize(PolicySetting.values().length))
                .body("sources.'/retry/maxAttempts'", equalTo("overrides"))
                .body("sources.'/retry/baseDelay'", equalTo("services"))
                .body("sources.'/circuit/failureThreshold'", equalTo("defaults"))
                .body("sources.'/retry/backoff'", equalTo("built-in"))
                .body("version", equalTo("0"))
                .body("warnings", empty());
        get("cassette-store").then().body("sources.'/retry/totalTimeout'", equalTo("known service"));
    }

    @Test
    void policiesAreListedInOrderOfName() {
        Response list = given().get("/api/v1/policies?limit=500");
        Response part = given().get("/api/v1/policies?limit=1&after=provider.anthropic");

        list.then().statusCode(200).body("hasMore", is(false));
        assertThat(list.<List<String>>path("data.service"))
                .isSorted()
                .contains(
                        "batch-api.openai",
                        "cassette-store",
                        "events",
                        "price-list",
                        "provider.down",
                        "provider.openai");
        part.then()
                .body("data.service", equalTo(List.of("provider.down")))
                .body("hasMore", is(true))
                .body("next", equalTo("provider.down"))
                .header("Link", containsString("after=provider.down"));
    }

    @Test
    void whatIsWrongInTheOverridesIsListedAsProblemsAndDoesNoHarm() {
        Response list = given().get("/api/v1/policies?limit=1");

        list.then()
                .statusCode(200)
                .body("problems.source", everyItem(equalTo("overrides")))
                .body(
                        "problems.pointer",
                        equalTo(List.of(
                                "/provider.refused/retry/maxAttempts",
                                "/provider.fast",
                                "/provider.renamed/service",
                                "/casette-store",
                                "/casette-store/circuit/cooldwn")))
                .body(
                        "problems.service",
                        equalTo(List.of(
                                "provider.refused",
                                "provider.fast",
                                "provider.renamed",
                                "casette-store",
                                "casette-store")))
                .body("problems[0].message", containsString("must be a whole number from 1 to 10"))
                .body("problems[1].message", containsString("must be an object"))
                .body("problems[2].message", containsString("can't change the name of the service"))
                .body("problems[3].message", containsString("Did you mean 'cassette-store'?"))
                .body("problems[4].message", containsString("Did you mean '/circuit/cooldown'?"));
        get("provider.refused").then().body("retry.maxAttempts", is(3));
        get("casette-store")
                .then()
                .body("circuit.cooldown", equalTo("PT10S"))
                .body("circuit.recoveryTimeout", equalTo("PT12S"));
    }

    @Test
    void aChangeReplacesTheRunTimeLayerAndHoldsForTheNextCall() {
        String service = newService();
        put(service, "{\"retry\":{\"maxAttempts\":2,\"baseDelay\":\"2s\"}}");

        Response changed =
                put(service, "{\"retry\":{\"max-attempts\":5,\"maxDelayMs\":1500},\"circuit\":{\"cooldown\":3.5}}");

        changed.then()
                .statusCode(200)
                .body("retry.maxAttempts", is(5))
                .body("retry.baseDelay", equalTo("PT1S"))
                .body("retry.maxDelay", equalTo("PT1.5S"))
                .body("circuit.cooldown", equalTo("PT3.5S"))
                .body("sources.'/retry/maxAttempts'", equalTo("run time"))
                .body("sources.'/retry/baseDelay'", equalTo("built-in"));
        assertThat(policies.of(new ServiceName(service)).retry().maxAttempts()).isEqualTo(5);
        assertThat(policies.of(new ServiceName(service)).circuit().cooldown()).isEqualTo(Duration.ofMillis(3_500));
        assertThat(get(service).asString()).isEqualTo(changed.asString());
        assertThat(get(service).header("ETag")).isEqualTo(changed.header("ETag"));
    }

    @Test
    void anEmptyObjectLeavesWhatTheConfigurationSays() {
        String service = newService();
        put(service, "{\"retry\":{\"maxAttempts\":2}}");

        Response emptied = put(service, "{}");

        emptied.then().statusCode(200).body("retry.maxAttempts", is(3));
    }

    @Test
    void eachFaultIsAViolationAndNothingIsChanged() {
        String service = newService();
        String body = """
                {"retry":{"maxAttempts":0,"baseDelay":"soon","maxAttemps":2},"circuit":{"count":"some"},"service":"other"}""";

        Response refused = put(service, body);

        refused.then()
                .statusCode(400)
                .contentType(ProblemView.MEDIA_TYPE)
                .body("type", equalTo("urn:tapedeck:problem:invalid-request"))
                .body(
                        "violations.pointer",
                        equalTo(List.of(
                                "/retry/maxAttempts",
                                "/retry/baseDelay",
                                "/circuit/count",
                                "/service",
                                "/retry/maxAttemps")))
                .body("violations[0].message", endsWith("must be a whole number from 1 to 10."))
                .body("violations[4].message", endsWith("Did you mean '/retry/maxAttempts'?"));
        get(service).then().body("version", equalTo("0"));
    }

    @Test
    void delaysThatDoNotFitAreAViolation() {
        Response refused = put(newService(), "{\"retry\":{\"maxDelay\":\"500ms\"}}");

        refused.then()
                .statusCode(400)
                .body("violations.pointer", equalTo(List.of("/retry/maxDelay")))
                .body("violations[0].message", containsString("at or above the first one (PT1S)"));
    }

    @Test
    void aBodyThatIsNoObjectIsRefused() {
        for (String body : List.of("[]", "3", "null", "\"text\"")) {
            put(newService(), body)
                    .then()
                    .statusCode(400)
                    .contentType(ProblemView.MEDIA_TYPE)
                    .body("detail", containsString("must be a JSON object"));
        }
        put(newService(), "{").then().statusCode(400).body("type", equalTo("urn:tapedeck:problem:invalid-json"));
        put(newService(), "{\"retry\":{},\"retry\":{}}").then().statusCode(400);
    }

    @Test
    void aNameThatNoServiceCanHaveIsRefused() {
        put("-x", "{}").then().statusCode(400).body("type", equalTo("urn:tapedeck:problem:invalid-name"));
        get("a%20b").then().statusCode(400);
    }

    @Test
    void theNameMayStandInTheBodyIfItIsTheSame() {
        String service = newService();

        Response put = put(service, "{\"service\":\"%s\",\"retry\":{\"maxAttempts\":2}}".formatted(service));

        put.then().statusCode(200).body("retry.maxAttempts", is(2));
    }

    @Test
    void aChangeIsRefusedIfTheEntityTagIsNoLongerTheSame() {
        String service = newService();
        String none = get(service).header("ETag");
        String first =
                putIfMatch(service, none, "{\"retry\":{\"maxAttempts\":2}}").header("ETag");
        String second =
                putIfMatch(service, first, "{\"retry\":{\"maxAttempts\":4}}").header("ETag");

        List<Response> refused = List.of(
                putIfMatch(service, none, "{}"),
                putIfMatch(service, first, "{}"),
                given().header("If-Match", first).delete("/api/v1/policies/" + service));

        assertThat(List.of(none, first, second)).doesNotHaveDuplicates();
        assertThat(refused)
                .allSatisfy(answer -> answer.then()
                        .statusCode(412)
                        .contentType(ProblemView.MEDIA_TYPE)
                        .body("type", equalTo("urn:tapedeck:problem:changed-meanwhile")));
        get(service).then().body("retry.maxAttempts", is(4)).header("ETag", equalTo(second));
    }

    @Test
    void aDeletedChangeIsGoneAndSoIsItsTag() {
        String service = newService();
        String tag = put(service, "{\"retry\":{\"maxAttempts\":2}}").header("ETag");

        Response deleted = given().header("If-Match", tag).delete("/api/v1/policies/" + service);
        Response again = given().delete("/api/v1/policies/" + service);

        deleted.then().statusCode(204);
        again.then().statusCode(204);
        get(service).then().body("retry.maxAttempts", is(3)).body("version", equalTo("0"));
        putIfMatch(service, tag, "{}").then().statusCode(412);
    }

    @Test
    void aServiceThatNobodyKnowsGetsAPolicyAndAWarning() {
        Response resembling = put("provider.opnai", "{}");
        Response again = put("provider.opnai", "{}");
        given().delete("/api/v1/policies/provider.opnai");
        Response own = put(newService(), "{}");

        resembling
                .then()
                .statusCode(200)
                .body(
                        "warnings",
                        equalTo(List.of(
                                "No service 'provider.opnai' is known so far. Did you mean 'provider.openai'?")));
        again.then().statusCode(200).body("warnings", empty());
        own.then().statusCode(200).body("warnings", empty());
    }

    @Test
    void aPageOfAnotherSiteChangesNothing() {
        Response refused = given().header("Origin", "https://evil.example")
                .contentType(ContentType.JSON)
                .body("{}")
                .put("/api/v1/policies/provider.down");

        refused.then().statusCode(403);
    }
}
