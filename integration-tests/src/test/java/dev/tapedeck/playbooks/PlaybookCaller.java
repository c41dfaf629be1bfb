package dev.tapedeck.playbooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.support.Answered;
import dev.tapedeck.support.Caller;
import dev.tapedeck.support.TapedeckProcess;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/** Puts playbooks and plays them, as a script would. */
final class PlaybookCaller implements AutoCloseable {
    private static final String PLAYBOOKS = "/api/v1/playbooks/";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Caller caller;

    private PlaybookCaller(Caller caller) {
        this.caller = caller;
    }

    static PlaybookCaller of(TapedeckProcess process) {
        return new PlaybookCaller(Caller.of(process));
    }

    Answered put(String name, String yaml) {
        return caller.send(caller.to(PLAYBOOKS + name).PUT(BodyPublishers.ofString(yaml)));
    }

    Answered get(String path) {
        return caller.get("/api/v1/" + path);
    }

    Answered post(String path, String json) {
        return caller.post("/api/v1/" + path, json);
    }

    /** Starts it; the id of its run. */
    String started(String name, String json) {
        Answered answer = caller.post(PLAYBOOKS + name + "/runs", json);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        String id = answer.json().path("id").asText();
        assertThat(answer.header("location")).endsWith("/api/v1/runs/" + id);
        return id;
    }

    /** Plays it to its end; its run. */
    JsonNode played(String name, String json) {
        String id = started(name, json);
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !run(id).path("phases").isEmpty());
        return run(id);
    }

    JsonNode run(String id) {
        return get("runs/" + id).json();
    }

    /** The entries of a run that are of that kind. */
    List<JsonNode> entries(JsonNode run, String kind) {
        JsonNode all = get("runs/%s/entries?limit=500".formatted(run.path("id").asText()))
                .json();
        return StreamSupport.stream(all.path("data").spliterator(), false)
                .filter(entry -> entry.path("kind").asText().equals(kind))
                .toList();
    }

    @Override
    public void close() {
        caller.close();
    }
}
