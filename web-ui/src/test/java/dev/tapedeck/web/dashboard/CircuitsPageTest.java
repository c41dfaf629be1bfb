package dev.tapedeck.web.dashboard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.resilience.CircuitBreaker;
import dev.tapedeck.resilience.Service;
import dev.tapedeck.resilience.ServiceName;
import dev.tapedeck.resilience.Services;
import dev.tapedeck.web.resilience.Circuits;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class CircuitsPageTest {
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final Services services;
    private final Circuits circuits;

    @Inject
    CircuitsPageTest(Services services, Circuits circuits) {
        this.services = services;
        this.circuits = circuits;
    }

    private CircuitBreaker newCircuit() {
        return services.of(new ServiceName("page-" + UUID.randomUUID())).circuit(Optional.empty());
    }

    private static void fails(CircuitBreaker circuit, int times, String message) {
        for (int time = 0; time < times; time++) {
            circuit.acquire(LEASE).failed("http_503", message);
        }
    }

    private static RequestSpecification form() {
        return given().redirects().follow(false).contentType("application/x-www-form-urlencoded");
    }

    private static Response act(String deed, String circuit, String reason) {
        return form().formParam("circuit", circuit).formParam("reason", reason).post("/circuits/" + deed);
    }

    /** The part of the page that shows that circuit. */
    private static Page shown(CircuitBreaker circuit) {
        Page page = Page.at("/circuits");
        int start = page.html().indexOf("id=\"circuit-%s\"".formatted(circuit.name()));
        assertThat(start).isPositive();
        return new Page(page.status(), page.html().substring(start, page.html().indexOf("</article>", start)));
    }

    @Test
    void everyProviderIsShownBeforeItIsCalled() {
        Page page = Page.at("/circuits");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html()).contains("id=\"circuit-provider.anthropic\"", "id=\"circuit-provider.simulator\"");
        assertThat(page.html())
                .contains("aria-current=\"page\"")
                .contains(
                        "Opens after 9 failures in a row, probes after 30 s, closes after 2 successes.",
                        "3 attempts within 5 min.")
                .contains("href=\"/api/v1/policies/provider.openai\"");
    }

    @Test
    void anOpenCircuitShowsWhyAndWhenItIsProbed() {
        CircuitBreaker circuit = newCircuit();

        fails(circuit, 9, "It said: <b>no</b>");

        Page page = shown(circuit);
        assertThat(page.text())
                .contains("open", "Next probe at 20", "9 failures in a row", "closed → open", "http_503", "<b>no</b>");
        assertThat(page.html())
                .contains("data-until", "sym-circuit-open", "class=\"state-open\"", "transition in the last hour")
                .doesNotContain("<b>no</b>");
    }

    @Test
    void aPauseThatTheProviderAskedForIsShownWithItsEndAndCanBeEnded() {
        CircuitBreaker circuit = newCircuit();

        circuit.pauseUntil(Instant.now().plus(Duration.ofMinutes(5)));

        assertThat(shown(circuit).text()).contains("closed, paused", "Paused by the provider, ends at 20", "Close…");
        assertThat(Page.at("/").text()).contains("Circuit %s is closed, paused".formatted(circuit.name()));
        circuit.close("seen");
    }

    @Test
    void anOpenCircuitIsToldOfOnTheOverviewAndInTheNavigation() {
        CircuitBreaker circuit = newCircuit();

        circuit.open("to see it");

        Page page = Page.at("/");
        assertThat(page.text()).contains("Circuit %s is open".formatted(circuit.name()));
        assertThat(page.html())
                .contains("href=\"/circuits#circuit-%s\"".formatted(circuit.name()))
                .contains("badge-urgent");
        circuit.close("seen");
    }

    @Test
    void whatHappenedLatelyIsListed() {
        CircuitBreaker circuit = newCircuit();

        circuit.open("for the list");
        circuit.reset("enough");

        assertThat(Page.at("/circuits").text())
                .contains("circuit.opened", "by hand: for the list", "circuit.reset", "reset by hand: enough");
    }

    @Test
    void aFormOpensACircuitAndThePageSaysSo() {
        CircuitBreaker circuit = newCircuit();

        Response opened = act("open", circuit.name().toString(), "maintenance");

        assertThat(opened.statusCode()).isEqualTo(303);
        assertThat(opened.header("Location"))
                .endsWith("/circuits?did=open&circuit=%s#circuit-%s".formatted(circuit.name(), circuit.name()));
        assertThat(Page.at("/circuits?did=open&circuit=" + circuit.name()).text())
                .contains("The circuit '%s' is open. It is in the audit log.".formatted(circuit.name()));
        assertThat(shown(circuit).text()).contains("Opened by hand", "by hand: maintenance");
        assertThat(given().get("/api/v1/audit?limit=1").<String>path("data[0].reason"))
                .isEqualTo("maintenance");
        circuit.close("seen");
    }

    @Test
    void eachStateOffersWhatMayFollow() {
        CircuitBreaker circuit = newCircuit();

        Page closed = shown(circuit);
        circuit.open("to see it");
        Page open = shown(circuit);

        assertThat(closed.html())
                .contains("action=\"/circuits/reset\" method=\"post\"", "action=\"/circuits/open\" method=\"post\"")
                .doesNotContain("action=\"/circuits/close\"");
        assertThat(open.html())
                .contains("action=\"/circuits/reset\"", "action=\"/circuits/close\"")
                .doesNotContain("action=\"/circuits/open\"");
        circuit.close("seen");
    }

    @Test
    void oneThatFailuresHaveOpenedCanBeKeptOpenByHand() {
        CircuitBreaker circuit = newCircuit();
        fails(circuit, 9, "down");

        Page open = shown(circuit);
        act("open", circuit.name().toString(), "it flaps");

        assertThat(open.html()).contains("action=\"/circuits/open\"", "action=\"/circuits/close\"");
        assertThat(shown(circuit).html()).doesNotContain("action=\"/circuits/open\"");
        assertThat(shown(circuit).text()).contains("Opened by hand").doesNotContain("Next probe");
        circuit.close("seen");
    }

    @Test
    void oneThatIsSwitchedOffIsNoTrouble() {
        CircuitBreaker circuit = newCircuit();
        fails(circuit, 9, "down");
        given().contentType("application/json")
                .body("{\"circuit\":{\"enabled\":false}}")
                .put("/api/v1/policies/" + circuit.name());

        Page page = shown(circuit);

        assertThat(page.text()).contains("switched off", "every call is made").doesNotContain("Next probe");
        assertThat(page.html()).contains("sym-circuit-off");
        assertThat(Page.at("/").text()).doesNotContain(circuit.name().toString());
        assertThat(circuits.find(circuit.name().toString()))
                .hasValueSatisfying(watched -> assertThat(watched.refuses()).isFalse());
    }

    @Test
    void circuitsOfModelsThatNoCallPassesAnyMoreAreNotShown() {
        String name = "page-" + UUID.randomUUID();
        Service service = services.of(new ServiceName(name));
        given().contentType("application/json")
                .body("{\"circuit\":{\"scope\":\"model\"}}")
                .put("/api/v1/policies/" + name);
        service.circuit(Optional.of("a-model")).open("to see it");

        given().delete("/api/v1/policies/" + name);

        assertThat(Page.at("/circuits").html())
                .contains("id=\"circuit-" + name + "\"")
                .doesNotContain("id=\"circuit-" + name + "_a-model");
        assertThat(Page.at("/").text()).doesNotContain(name);
    }

    @Test
    void withoutAReasonNothingIsDoneAndThePageSaysSo() {
        CircuitBreaker circuit = newCircuit();

        Response refused = act("open", circuit.name().toString(), "  ");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(new Page(400, refused.asString()).text()).contains("Not done", "Say why, in 1 to 500 characters");
        assertThat(shown(circuit).html()).contains("sym-circuit-closed");
    }

    @Test
    void aPageOfAnotherSiteCannotSendTheForms() {
        CircuitBreaker circuit = newCircuit();

        Response sent = form().header("Sec-Fetch-Site", "cross-site")
                .formParam("circuit", circuit.name().toString())
                .formParam("reason", "stolen")
                .post("/circuits/open");

        assertThat(sent.statusCode()).isEqualTo(403);
        assertThat(shown(circuit).html()).contains("sym-circuit-closed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset", "open", "close"})
    void readingTheAddressOfADeedDoesNothingAndLeadsBack(String deed) {
        Response read = form().get("/circuits/" + deed);

        assertThat(read.statusCode()).isEqualTo(303);
        assertThat(read.header("Location")).endsWith("/circuits");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(act("open", "provider.nowhere", "x").statusCode()).isEqualTo(404);
        assertThat(act("explode", "provider.openai", "x").statusCode()).isEqualTo(404);
    }

    @Test
    void aModelsNameIsShownAsItIsAndRunsNothing() {
        String name = "page-" + UUID.randomUUID();
        given().contentType("application/json")
                .body("{\"circuit\":{\"scope\":\"model\"}}")
                .put("/api/v1/policies/" + name);
        services.of(new ServiceName(name))
                .circuit(Optional.of("\"><script>alert(1)</script>"))
                .open("to see it");

        Page page = Page.at("/circuits");

        assertThat(page.html()).doesNotContain("<script>alert");
        assertThat(page.text()).contains("\"><script>alert(1)</script>");
        services.of(new ServiceName(name)).circuits().forEach(circuit -> circuit.close("seen"));
    }
}
