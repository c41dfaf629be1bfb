package dev.tapedeck.web.api;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.resilience.CircuitBreaker;
import dev.tapedeck.resilience.ServiceName;
import dev.tapedeck.resilience.Services;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@Timeout(30)
class TrafficApiTest {
    private final Tapes tapes;
    private final Services services;

    @Inject
    TrafficApiTest(Tapes tapes, Services services) {
        this.tapes = tapes;
        this.services = services;
    }

    @Test
    void callsAreCountedByWhatBecameOfThem() {
        String cassette = tapes.asked("hello");
        JsonPath before = given().get("/api/v1/stats").jsonPath();

        ask(cassette, "hello");
        ask(cassette, "good bye");
        Response after = given().get("/api/v1/stats");

        after.then().statusCode(200);
        assertThat(after.jsonPath().getInt("totals.replayed")).isEqualTo(before.getInt("totals.replayed") + 1);
        assertThat(after.jsonPath().getInt("totals.miss")).isEqualTo(before.getInt("totals.miss") + 1);
        assertThat(after.jsonPath().getInt("totals.total")).isEqualTo(before.getInt("totals.total") + 2);
        assertThat(after.jsonPath().getList("minutes.calls.total", Integer.class).stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(after.jsonPath().getInt("totals.total"));
    }

    @Test
    void callsAreToldAsTheyHappenWithoutTheirContent() throws Exception {
        String cassette = tapes.asked("hello");
        try (HttpClient client = HttpClient.newHttpClient();
                InputStream stream = listen(client, "")) {
            BufferedReader lines = new BufferedReader(new InputStreamReader(stream, UTF_8));
            assertThat(lineWith(lines, ":")).contains("still here");

            ask(cassette, "hello");
            String name = lineWith(lines, "event:");
            String data = lineWith(lines, "data:");

            JsonPath call = JsonPath.from(data.substring("data:".length()));
            assertThat(name).isEqualTo("event:call");
            assertThat(call.getString("cassette")).isEqualTo(cassette);
            assertThat(call.getString("outcome")).isEqualTo("replayed");
            assertThat(call.getString("interaction")).isEqualTo(cassette + "/1");
            assertThat(call.getInt("status")).isEqualTo(200);
            assertThat(data).doesNotContain("hello");
            client.shutdownNow();
        }
    }

    @Test
    void circuitsAreToldOfAndCallsAreNotWhereOnlyTheyAreAskedFor() throws Exception {
        String cassette = tapes.asked("hello");
        CircuitBreaker circuit =
                services.of(new ServiceName("told-" + UUID.randomUUID())).circuit(Optional.empty());
        try (HttpClient client = HttpClient.newHttpClient();
                InputStream stream = listen(client, "?topic=circuits")) {
            BufferedReader lines = new BufferedReader(new InputStreamReader(stream, UTF_8));
            assertThat(lineWith(lines, ":")).contains("still here");

            ask(cassette, "hello");
            circuit.open("to hear of it");
            String name = lineWith(lines, "event:");
            String data = lineWith(lines, "data:");

            JsonPath event = JsonPath.from(data.substring("data:".length()));
            assertThat(name).isEqualTo("event:circuit");
            assertThat(event.getString("name")).isEqualTo("circuit.opened");
            assertThat(event.getString("circuit")).isEqualTo(circuit.name().toString());
            assertThat(event.getString("message")).isEqualTo("CLOSED to OPEN: by hand: to hear of it");
            assertThat(event.getLong("times")).isEqualTo(1);
            client.shutdownNow();
        }
        circuit.close("heard");
    }

    @Test
    void anUnknownTopicIsRefused() {
        Response refused = given().get("/api/v1/events?topic=circuit");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.<String>path("detail")).contains("Did you mean 'circuits'?");
    }

    private InputStream listen(HttpClient client, String query) throws IOException, InterruptedException {
        URI events = URI.create("%s:%d/api/v1/events%s".formatted(RestAssured.baseURI, RestAssured.port, query));
        HttpRequest request = HttpRequest.newBuilder(events)
                .header("Accept", "text/event-stream")
                .build();
        HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().allValues("content-type")).isEqualTo(List.of("text/event-stream"));
        return response.body();
    }

    private static String lineWith(BufferedReader lines, String start) throws IOException {
        String line = lines.readLine();
        while (!line.startsWith(start)) {
            line = lines.readLine();
        }
        return line;
    }

    private static void ask(String cassette, String question) {
        given().contentType("application/json")
                .header("Tapedeck-Cassette", cassette)
                .header("Tapedeck-Mode", "replay")
                .body(Tapes.chatJson(question))
                .post("/llm/simulator/v1/chat/completions");
    }
}
