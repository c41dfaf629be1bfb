package dev.tapedeck.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.support.Answered;
import dev.tapedeck.support.Caller;
import dev.tapedeck.support.TapedeckProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/** Calls the REST API of runs, as any program would. */
record RunCaller(Caller caller) implements AutoCloseable {
    static final String RUNS = "/api/v1/runs";

    static RunCaller of(TapedeckProcess process) {
        return new RunCaller(Caller.of(process));
    }

    /** Begins a run of that id, and gives it back. */
    String start(String id) {
        return startAs("{\"name\":\"%1$s\",\"id\":\"%1$s\"}".formatted(id));
    }

    /** Begins a run as the JSON says, and gives its id. */
    String startAs(String json) {
        Answered started = caller.post(RUNS, json);
        assertThat(started.status()).as(started.text()).isEqualTo(201);
        return started.json().path("id").asText();
    }

    Answered write(String run, String json, String... headers) {
        return caller.post(RUNS + "/" + run + "/actions", json, headers);
    }

    /** Writes one action of that name down. */
    void did(String run, String action) {
        Answered written = write(run, action(action));
        assertThat(written.status()).as(written.text()).isEqualTo(201);
    }

    static String action(String name) {
        return "{\"tool\":\"hammer\",\"action\":\"%s\"}".formatted(name);
    }

    /** So many actions, named by their numbers from there on. */
    static String actions(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(number -> action(String.valueOf(number)))
                .collect(Collectors.joining(",", "[", "]"));
    }

    JsonNode finish(String run, String status) {
        Answered finished = caller.post(RUNS + "/" + run + "/finish", "{\"status\":\"%s\"}".formatted(status));
        assertThat(finished.status()).as(finished.text()).isEqualTo(200);
        return finished.json();
    }

    JsonNode run(String run) {
        return caller.get(RUNS + "/" + run).json();
    }

    JsonNode ends(String run, String status, Duration within) {
        return Awaitility.await()
                .alias("run " + run)
                .atMost(within)
                .until(() -> run(run), view -> view.path("status").asText().equals(status));
    }

    /** The members of that name, of the elements of a list. */
    static List<String> each(JsonNode list, String member) {
        return each(StreamSupport.stream(list.spliterator(), false).toList(), member);
    }

    static List<String> each(List<JsonNode> list, String member) {
        return list.stream().map(one -> one.path(member).asText()).toList();
    }

    /** All entries, read in parts. */
    List<JsonNode> entries(String run) {
        return all(RUNS + "/" + run + "/entries?limit=500");
    }

    /** All of a list, part by part. */
    List<JsonNode> all(String list) {
        List<JsonNode> all = new ArrayList<>();
        JsonNode part = caller.get(list).json();
        while (true) {
            part.path("data").forEach(all::add);
            if (!part.path("hasMore").asBoolean()) {
                return all;
            }
            part = caller.get(list + "&after=" + part.path("next").asText()).json();
        }
    }

    @Override
    public void close() {
        caller.close();
    }
}
