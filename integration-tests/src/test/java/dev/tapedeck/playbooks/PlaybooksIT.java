package dev.tapedeck.playbooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.support.Answered;
import dev.tapedeck.support.ReceivedRequest;
import dev.tapedeck.support.ScriptedReply;
import dev.tapedeck.support.ScriptedUpstream;
import dev.tapedeck.support.TapedeckProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Playbooks over REST: those that come along, on a cassette, in a dry run, ended, and what is refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlaybooksIT {
    private static final String TICKET =
            "{\"parameters\":{\"ticket\":\"My tape came broken.\",\"orderId\":\"#4711\"}%s}";

    /** Asks a model what a ticket is about, and a host for its order; {@code …} stands for the host. */
    private static final String LOOK_UP = """
            name: look-up
            parameters:
              orderId: { type: string, pattern: "#?(\\\\d{3,})", required: true }
            steps:
              - name: classify
                action: complete
                params: { provider: openai, model: gpt-4o-mini, prompt: "Classify order {orderId}." }
                verify: { textContains: [billing], match: any }
                onFailure: llm-recover
                failureMessage: "Could not classify order {orderId}."
                storeAs: category
              - name: order
                action: http
                params: { url: "…/orders/{orderId}" }
                onFailure: abort
                storeAs: order
              - name: sum
                action: set
                params: { text: "{order.state}, {category}" }
                storeAs: sum
            """;

    private final ScriptedUpstream host = ScriptedUpstream.answering(PlaybooksIT::order);
    private final ScriptedUpstream models = ScriptedUpstream.answering(PlaybooksIT::answer);
    private final TapedeckProcess process = TapedeckProcess.settings()
            .provider("openai", "openai", models.baseUrl())
            .with("tapedeck.playbooks.hosts", host.baseUrl())
            .start();
    private final PlaybookCaller caller = PlaybookCaller.of(process);

    @BeforeAll
    void keep() {
        String yaml = LOOK_UP.replace("…", host.baseUrl());
        assertThat(caller.put("look-up", yaml).status()).isEqualTo(201);
        assertThat(caller.put("look-up", yaml).status()).isEqualTo(200);
    }

    @AfterAll
    void close() {
        caller.close();
        process.close();
        models.close();
        host.close();
    }

    private static ScriptedReply order(ReceivedRequest request) {
        String json =
                "{\"id\":\"%s\",\"state\":\"sent\"}".formatted(request.target().replace("/orders/", ""));
        return ScriptedReply.json(json);
    }

    /** A model that says nothing of use at first, and names a better question when it is asked what to do. */
    private static ScriptedReply answer(ReceivedRequest request) {
        String body = request.body().text();
        String said = "no idea";
        if (body.contains("A step of a procedure has failed")) {
            said =
                    "{\\\"action\\\":\\\"complete\\\",\\\"params\\\":{\\\"provider\\\":\\\"openai\\\",\\\"model\\\":\\\"gpt-4o-mini\\\",\\\"prompt\\\":\\\"Say billing.\\\"}}";
        } else if (body.contains("Say billing.")) {
            said = "billing";
        }
        String json =
                "{\"id\":\"c\",\"object\":\"chat.completion\",\"model\":\"gpt-4o-mini\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"%s\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":2,\"total_tokens\":12}}"
                        .formatted(said);
        return ScriptedReply.json(json);
    }

    @Test
    void thoseThatComeAlongPlayOnTheSimulatorAndFailInWordsForPeople() {
        // When
        JsonNode triaged = caller.played("triage-ticket", TICKET.formatted(""));
        JsonNode refused =
                caller.played("check-reply", "{\"parameters\":{\"reply\":\"Thank you.\",\"mustMention\":\"refund\"}}");

        // Then
        assertThat(triaged.path("status").asText()).as(triaged.toString()).isEqualTo("completed");
        assertThat(triaged.at("/data/ticketClass/category").asText()).isIn("billing", "delivery", "other");
        assertThat(caller.entries(triaged, "call")).hasSize(2);
        assertThat(refused.path("status").asText()).isEqualTo("failed");
        assertThat(refused.path("userMessage").asText()).isEqualTo("The reply doesn't mention 'refund'.");
        assertThat(refused.path("cause").asText()).contains("refund");
        assertThat(refused.path("error").asText()).startsWith("Step 1 (");
        assertThat(refused.at("/stepResults/0/success").asBoolean()).isFalse();
    }

    @Test
    void oneThatWasRecordedOnceReplaysWithoutALiveCallRecoveryIncluded() {
        // Given
        String json = "{\"parameters\":{\"orderId\":\"#4711\"},\"cassette\":\"look-up\",\"mode\":\"%s\"}";
        JsonNode recorded = caller.played("look-up", json.formatted("record"));
        assertThat(recorded.path("status").asText()).as(recorded.toString()).isEqualTo("completed");
        assertThat(recorded.at("/stepResults/0/recovered").asBoolean()).isTrue();
        assertThat(recorded.at("/data/sum/text").asText()).isEqualTo("sent, billing");
        assertThat(caller.entries(recorded, "action")).singleElement().satisfies(action -> {
            assertThat(action.path("tool").asText()).isEqualTo("playbook");
            assertThat(action.path("action").asText()).isEqualTo("complete");
            assertThat(action.path("resultText").asText()).isEqualTo("billing");
        });
        int calls = models.received().size() + host.received().size();

        // When
        JsonNode replayed = caller.played("look-up", json.formatted("replay"));

        // Then
        assertThat(replayed.path("status").asText()).as(replayed.toString()).isEqualTo("completed");
        assertThat(replayed.path("data")).isEqualTo(recorded.path("data"));
        assertThat(models.received().size() + host.received().size()).isEqualTo(calls);
        assertThat(caller.entries(replayed, "call"))
                .hasSize(4)
                .allSatisfy(call -> assertThat(call.path("outcome").asText()).isEqualTo("replayed"));
        assertThat(replayed.at("/counts/cost").asDouble()).isZero();
        assertThat(replayed.at("/counts/inputTokens").asInt()).isEqualTo(30);
    }

    @Test
    void aDryRunCarriesNothingOut() {
        // Given
        int before = host.received().size();
        caller.put("write", """
                name: write
                steps:
                  - name: cancel
                    action: http
                    params: { method: POST, url: "%s/orders/1", body: { cancelled: true } }
                    onFailure: abort
                """.formatted(host.baseUrl()));

        // When
        JsonNode dry = caller.played("write", "{\"dryRun\":true}");

        // Then
        assertThat(dry.path("dryRun").asBoolean()).isTrue();
        assertThat(dry.path("warnings").toString()).contains("READ_ONLY_VIOLATION");
        assertThat(host.received()).hasSize(before);
    }

    @Test
    void whatCannotBePlayedIsRefusedWithItsPlace() {
        // When
        Answered broken = caller.put("broken", """
                name: broken
                guardrails: { stuckRevisitGap: 51 }
                steps:
                  - { name: a, action: complet, params: {} }
                  - { name: b, action: http, params: { url: "https://elsewhere.example/x" } }
                  - { name: c, action: set, params: { x: "{nobody}" } }
                """);
        Answered missing = caller.post("playbooks/triage-ticket/runs", "{\"parameters\":{\"orderId\":\"x\"}}");
        Answered upward = caller.put("..%2Fup", "name: up");
        Answered valid = caller.post("playbooks/triage-ticket/validate", TICKET.formatted(""));

        // Then
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.text())
                .contains(
                        "/guardrails/stuckRevisitGap",
                        "Did you mean 'complete'?",
                        "tapedeck.playbooks.hosts",
                        "{nobody}")
                .contains("\"line\":2", "\"line\":4", "\"line\":5", "\"line\":6");
        assertThat(caller.get("playbooks/broken").status()).isEqualTo(404);
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.json().path("violations"))
                .extracting(violation -> violation.path("pointer").asText())
                .containsExactly("/parameters/ticket", "/parameters/orderId");
        assertThat(upward.status()).isEqualTo(400);
        assertThat(valid.json().path("valid").asBoolean()).isTrue();
    }

    @Test
    void whatIsChangedInItsFolderIsPlayedAtOnce() throws IOException {
        // Given
        Path file = process.data().resolve("playbooks/by-hand/playbook.yaml");
        Files.createDirectories(file.getParent());
        String yaml = "name: by-hand\nsteps: [ { name: a, action: set, params: { x: %s }, storeAs: kept } ]\n";
        Files.writeString(file, yaml.formatted("first"));
        JsonNode first = caller.played("by-hand", "{}");

        // When
        Files.writeString(file, yaml.formatted("second"));
        JsonNode second = caller.played("by-hand", "{}");

        // Then
        assertThat(first.at("/data/kept/x").asText()).isEqualTo("first");
        assertThat(second.at("/data/kept/x").asText()).isEqualTo("second");
    }

    @Test
    void whoeverEndsARunEndsWhatIsPlayedInIt() {
        // Given
        caller.put("patient", """
                name: patient
                steps:
                  - { name: wait, action: wait, params: { ms: 600000 } }
                  - { name: never, action: set, params: { x: 1 }, storeAs: reached }
                """);
        String id = caller.started("patient", "{}");
        Awaitility.await().until(() -> caller.run(id).path("status").asText().equals("running"));

        // When
        Answered ended = caller.post("runs/%s/finish".formatted(id), "{\"status\":\"terminated\"}");

        // Then
        assertThat(ended.json().path("status").asText()).isEqualTo("terminated");
        assertThat(ended.json().path("success").asBoolean(true)).isFalse();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(List.copyOf(caller.entries(caller.run(id), "step")))
                        .noneMatch(step -> step.path("name").asText().equals("never")));
        assertThat(caller.run(id).at("/data/reached").isMissingNode()).isTrue();
    }
}
