package dev.tapedeck.runs;

import static dev.tapedeck.runs.RunCaller.RUNS;
import static dev.tapedeck.runs.RunCaller.action;
import static dev.tapedeck.runs.RunCaller.actions;
import static dev.tapedeck.runs.RunCaller.each;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.support.Answered;
import dev.tapedeck.support.TapedeckProcess;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs over REST: begun, written to, listed, ended, exported. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunsIT {
    private static final String KEY = "sk-proj-" + "a1B2c3D4e5".repeat(5);

    private final TapedeckProcess process = TapedeckProcess.settings().start();
    private final RunCaller runs = RunCaller.of(process);

    @AfterAll
    void end() {
        runs.close();
        process.close();
    }

    @Test
    void aRunHasTheIdThatItWasGivenAndNobodyElseGetsItElseANewOne() {
        // When
        Answered given =
                runs.caller().post(RUNS, "{\"name\":\"checkout\",\"id\":\"mine.1_2-3\",\"labels\":{\"a\":\"b\"}}");
        Answered again = runs.caller().post(RUNS, "{\"name\":\"checkout\",\"id\":\"mine.1_2-3\"}");
        String made = runs.startAs("{\"name\":\"checkout\"}");

        // Then
        assertThat(given.status()).isEqualTo(201);
        assertThat(given.header("Location")).isEqualTo(process.baseUrl() + RUNS + "/mine.1_2-3");
        assertThat(runs.run("mine.1_2-3")).isEqualTo(given.json());
        assertThat(given.json().path("labels").path("a").asText()).isEqualTo("b");
        assertThat(given.json().path("status").asText()).isEqualTo("starting");
        assertThat(again.status()).isEqualTo(409);
        assertThat(made).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    @Test
    void runsAreListedNewestFirstInPartsAndByStatus() {
        // Given
        List<String> begun = IntStream.range(0, 5)
                .mapToObj(number -> runs.start("listed-" + number))
                .toList();
        runs.finish("listed-1", "timeout");
        runs.finish("listed-3", "terminated");

        // When
        List<String> all = each(runs.all(RUNS + "?limit=2"), "id");
        List<String> ended = each(runs.all(RUNS + "?limit=1&status=timeout,terminated"), "id");
        Answered unknown = runs.caller().get(RUNS + "?status=dead");

        // Then
        assertThat(all).filteredOn(begun::contains).containsExactlyElementsOf(begun.reversed());
        assertThat(all).doesNotHaveDuplicates();
        assertThat(ended).containsExactly("listed-3", "listed-1");
        assertThat(unknown.status()).isEqualTo(400);
    }

    @Test
    void oneActionAListAndAWrappedListAreNumberedAndReadInParts() {
        // Given
        String run = runs.start("numbered");

        // When
        Answered one = runs.write(run, action("0"));
        Answered list = runs.write(run, actions(1, 2));
        Answered wrapped = runs.write(run, "{\"actions\":%s}".formatted(actions(3, 4)));

        // Then
        assertThat(List.of(one.status(), list.status(), wrapped.status())).containsOnly(201);
        assertThat(each(wrapped.json().path("data"), "number")).containsExactly("4", "5", "6", "7");
        List<JsonNode> entries = runs.all("%s/%s/entries?limit=3".formatted(RUNS, run));
        assertThat(each(entries, "number")).containsExactly("1", "2", "3", "4", "5", "6", "7");
        assertThat(each(entries, "action")).containsExactly("0", "1", "2", "3", "4", "5", "6");
        assertThat(runs.run(run).path("status").asText()).isEqualTo("running");
        assertThat(runs.run(run).at("/counts/actions").asInt()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/runs | {'name':'a','nam':'b'} | /nam",
                "/runs | {} | /name",
                "/runs | {'name':'a','labels':{'b':null}} | /labels/b",
                "/runs | {'name':'a','traceUrl':'http://169.254.169.254/'} | /traceUrl",
                "/runs | {'name':'a','streamUrl':'file:///etc/passwd'} | /streamUrl",
                "/runs/refusing/actions | {'tool':'a','acton':'b'} | /acton",
                "/runs/refusing/actions | [{'tool':'a','action':'b'},{'tool':'a'}] | /1/action",
                "/runs/refusing/actions | {'actions':[{'tool':'a','action':'b','durationMs':-1}]} | /actions/0/durationMs",
                "/runs/refusing/actions | {'tool':'a','action':'b','durationMs':9223372036854775807} | /durationMs",
                "/runs/refusing/finish | {'status':'done'} | /status",
                "/runs/refusing/finish | {'status':'running'} | /status",
                "/runs/refusing/finish | {'status':'failed','why':'b'} | /why"
            })
    void whatIsNotUnderstoodIsRefusedWithItsPlace(String path, String body, String place) {
        // Given
        runs.caller().post(RUNS, "{\"name\":\"a\",\"id\":\"refusing\"}");

        // When
        Answered refused = runs.caller().post("/api/v1" + path, body.replace('\'', '"'));

        // Then
        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.json().at("/violations/0/pointer").asText())
                .as(refused.text())
                .isEqualTo(place);
        assertThat(runs.entries("refusing")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "[null]", "1", "\"a\"", "{\"actions\":null}", "{\"actions\":[[]]}", "{"})
    void aBodyThatHoldsNoActionIsRefused(String body) {
        // Given
        runs.caller().post(RUNS, "{\"name\":\"a\",\"id\":\"bodiless\"}");

        // When
        List<Answered> refused = List.of(
                runs.write("bodiless", body),
                runs.caller().post(RUNS, body),
                runs.caller().post(RUNS + "/bodiless/finish", body));

        // Then
        assertThat(refused).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(400));
        assertThat(runs.entries("bodiless")).isEmpty();
    }

    @Test
    void secretsAreTakenOutAndLongTextsCutAtAnyDepth() {
        // Given
        String run = runs.start("careful");
        String exact = "é".repeat(500);
        String input = "{\"a\":[{\"b\":{\"long\":\"%s\",\"exact\":\"%s\",\"key\":\"%s\"}}],\"n\":1}"
                .formatted("x".repeat(501), exact, KEY);

        // When
        runs.write(
                run,
                "{\"tool\":\"t\",\"action\":\"a\",\"input\":%s,\"success\":false,\"resultText\":\"%s\",\"error\":\"Bearer %s\"}"
                        .formatted(input, "😀".repeat(700), KEY));

        // Then
        JsonNode entry = runs.entries(run).getFirst();
        JsonNode deep = entry.path("input").path("a").path(0).path("b");
        assertThat(deep.path("long").asText()).isEqualTo("x".repeat(500) + "… [501 chars total]");
        assertThat(deep.path("exact").asText()).isEqualTo(exact);
        assertThat(entry.path("resultText").asText()).isEqualTo("😀".repeat(500) + "… [700 chars total]");
        assertThat(entry.path("success").asBoolean(true)).isFalse();
        assertThat(entry.toString()).doesNotContain(KEY);
        assertThat(entry.path("input").path("n").asInt()).isEqualTo(1);
    }

    @Test
    void whatIsSaidAtTheEndIsWithoutSecretsAndShortToo() {
        // Given
        String run = runs.start("summed-up");

        // When
        runs.caller()
                .post(
                        RUNS + "/" + run + "/finish",
                        "{\"status\":\"failed\",\"summary\":\"%s %s\",\"reason\":\"%s\"}"
                                .formatted(KEY, "s".repeat(600), KEY));

        // Then
        JsonNode ended = runs.run(run);
        assertThat(ended.toString() + runs.entries(run)).doesNotContain(KEY);
        assertThat(ended.path("summary").asText()).contains("s… [").endsWith(" chars total]");
    }

    /** Text that is lawful JSON and hard on stores: a NUL, halves of characters, marks of direction. */
    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\ud83d", "\\udE00\\ud83d", "\\u202e\\ufeff\\uffff", "\\u001b[31m"})
    void strangeTextsAreKept(String text) {
        // Given
        String run = runs.startAs("{\"name\":\"strange\",\"labels\":{\"l\":\"%s\"}}".formatted(text));

        // When
        Answered written = runs.write(
                run,
                "{\"tool\":\"t%1$s\",\"action\":\"a\",\"input\":{\"b\":\"%1$s\"},\"resultText\":\"%1$s\"}"
                        .formatted(text));

        // Then
        assertThat(written.status()).as(written.text()).isEqualTo(201);
        assertThat(runs.entries(run)).hasSize(1);
        assertThat(runs.finish(run, "completed").path("status").asText()).isEqualTo("completed");
    }

    @Test
    void whatIsSentAgainWithItsKeyIsWrittenOnce() {
        // Given
        String run = runs.start("i".repeat(128));
        String other = runs.start("idempotent-too");
        String key = "k".repeat(255);

        // When
        Answered first = runs.write(run, action("a"), "Idempotency-Key", key);
        Answered second = runs.write(run, action("a"), "Idempotency-Key", key);
        Answered another = runs.write(run, action("b"), "Idempotency-Key", key);
        Answered elsewhere = runs.write(other, action("b"), "Idempotency-Key", key);

        // Then
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(another.status()).isEqualTo(422);
        assertThat(elsewhere.status()).isEqualTo(201);
        assertThat(runs.entries(run)).hasSize(1);
    }

    @Test
    void aRunIsEndedOnceInThreePhasesAndThenNothingHappensInItAnyMore() {
        // Given
        String run = runs.start("ending");
        runs.did(run, "last");

        // When
        Answered first =
                runs.caller().post(RUNS + "/" + run + "/finish", "{\"status\":\"completed\",\"summary\":\"all paid\"}");
        JsonNode second = runs.finish(run, "failed");
        Answered late = runs.write(run, action("late"));

        // Then
        assertThat(first.status()).isEqualTo(200);
        assertThat(each(first.json().path("phases"), "phase")).containsExactly("publish", "clean-up", "persist");
        assertThat(each(first.json().path("phases"), "success")).containsOnly("true");
        assertThat(second).isEqualTo(first.json());
        assertThat(second.path("summary").asText()).isEqualTo("all paid");
        assertThat(late.status()).isEqualTo(409);
        assertThat(runs.caller().post(RUNS + "/" + run + "/heartbeat", "").status())
                .isEqualTo(409);
        assertThat(each(runs.entries(run), "kind")).containsExactly("action", "status");
        assertThat(runs.caller()
                        .post(RUNS + "/nobody/finish", "{\"status\":\"failed\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anExportHoldsTheRunASummaryTheActionsAndEverything() {
        // Given
        String run = runs.start("exported");
        runs.write(run, actions(0, 600));
        runs.write(run, "{\"tool\":\"t\",\"action\":\"a\",\"error\":\"no\"}");
        runs.finish(run, "completed");

        // When
        Answered export = runs.caller().get("%s/%s/export".formatted(RUNS, run));

        // Then
        assertThat(export.status()).isEqualTo(200);
        assertThat(export.header("Content-Disposition")).contains("run-exported.json");
        assertThat(export.json().at("/run/status").asText()).isEqualTo("completed");
        assertThat(export.json().at("/summary/actions").asInt()).isEqualTo(601);
        assertThat(export.json().path("summary").properties())
                .extracting(java.util.Map.Entry::getKey)
                .contains("stepsCompleted", "failedAttempts", "calls", "inputTokens", "outputTokens", "cost");
        assertThat(export.json().path("actions")).hasSize(601);
        assertThat(export.json().path("entries")).hasSize(602);
    }
}
