package dev.tapedeck.builds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.support.Answered;
import dev.tapedeck.support.Caller;
import dev.tapedeck.support.TapedeckProcess;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/** Calls the REST API of builds and pipelines, as any program would. */
record BuildCaller(Caller caller) implements AutoCloseable {
    static BuildCaller of(TapedeckProcess process) {
        return new BuildCaller(Caller.of(process));
    }

    /** Keeps a pipeline, in JSON. */
    void keep(String name, String pipeline) {
        Answered kept = caller.send(caller.to("/api/v1/pipelines/" + name)
                .header("content-type", "application/json")
                .PUT(BodyPublishers.ofString(pipeline)));
        assertThat(kept.status()).as(kept.text()).isBetween(200, 201);
    }

    /** Starts a build, and gives its id. */
    String start(String json) {
        Answered started = caller.post("/api/v1/builds", json);
        assertThat(started.status()).as(started.text()).isEqualTo(202);
        return started.json().path("id").asText();
    }

    JsonNode build(String id) {
        return caller.get("/api/v1/builds/" + id).json();
    }

    /** Nothing, while nobody can say. */
    Optional<String> state(String id) {
        try {
            return Optional.of(build(id).path("state").asText()).filter(state -> !state.isEmpty());
        } catch (UncheckedIOException down) {
            return Optional.empty();
        }
    }

    void completes(String id, Duration within) {
        Awaitility.await()
                .alias("build " + id)
                .atMost(within)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> build(id).path("state").asText(), "COMPLETED"::equals);
    }

    /** The ids of what a layer has made. */
    List<String> artifacts(String id, String layer) {
        JsonNode units = caller.get("/api/v1/builds/%s/units?layer=%s".formatted(id, layer))
                .json()
                .path("data");
        return StreamSupport.stream(units.spliterator(), false)
                .map(unit -> unit.path("artifact").asText())
                .toList();
    }

    /** The same by their first digits. */
    List<String> briefArtifacts(String id, String layer) {
        return artifacts(id, layer).stream()
                .map(artifact -> artifact.substring(0, 7))
                .toList();
    }

    @Override
    public void close() {
        caller.close();
    }
}
