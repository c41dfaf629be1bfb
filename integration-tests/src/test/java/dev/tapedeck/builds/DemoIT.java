package dev.tapedeck.builds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.support.Answered;
import dev.tapedeck.support.Caller;
import dev.tapedeck.support.TapedeckProcess;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The pipeline that Tapedeck ships with, as the tour in the README builds it: no key, no network, no setting. */
class DemoIT {
    /** Three bios, three work styles, one summary. */
    private static final List<String> GOLDEN =
            List.of("12ca00e", "2afd85a", "f18f617", "455f174", "0b54c6c", "fafbaa4", "6ce2b17");

    /** Builds and follows the events to their end, which is the build's. */
    private static String built(Caller caller, String json) {
        Answered started = caller.post("/api/v1/builds", json);
        assertThat(started.status()).as(started.text()).isEqualTo(202);
        String id = started.json().path("id").asText();
        String events = caller.get("/api/v1/builds/%s/events".formatted(id)).text();
        assertThat(events).contains("build.ended").contains("\"state\":\"COMPLETED\"");
        return id;
    }

    private static List<String> artifacts(Caller caller, String id) {
        JsonNode all = caller.get("/api/v1/builds/%s/artifacts".formatted(id)).json();
        return StreamSupport.stream(all.path("data").spliterator(), false)
                .map(artifact -> artifact.path("id").asText())
                .toList();
    }

    @Test
    void twoBuildsOfTheDemoMakeTheSameBytesAsEver() {
        try (TapedeckProcess process = TapedeckProcess.settings().start();
                Caller caller = Caller.of(process)) {
            String first = built(caller, "{\"pipeline\":\"team-report\",\"cache\":false}");
            String second = built(caller, "{\"pipeline\":\"team-report\",\"cache\":false}");

            List<String> made = artifacts(caller, first);
            assertThat(made).extracting(id -> id.substring(0, 7)).isEqualTo(GOLDEN);
            assertThat(artifacts(caller, second)).isEqualTo(made);
            assertThat(caller.get("/api/v1/artifacts/%s/raw".formatted(made.getLast()))
                            .text())
                    .startsWith("Let us look at “These are the work styles of …” together.");
            assertThat(process.output()).doesNotContain(" ERROR ", " WARN ");
        }
    }
}
