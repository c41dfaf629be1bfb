package dev.tapedeck.tapes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.support.Answered;
import dev.tapedeck.support.Caller;
import dev.tapedeck.support.SessionUnderTest;
import dev.tapedeck.support.TapedeckProcess;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cassettes between stores, and calls of providers that become known later. */
class MovesIT {
    private static final String VCR = """
            interactions:
            - request: {method: GET, uri: 'https://api.elsewhere.example/v1/models', body: null, headers: {}}
              response: {body: {string: '{"here":1}'}, headers: {content-type: [application/json]}, status: {code: 200, message: OK}}
            version: 1
            """;

    @TempDir
    private Path folder = Path.of("");

    private static Answered bring(Caller caller, String path) {
        return caller.send(caller.to(path).POST(BodyPublishers.ofString(VCR)));
    }

    @Test
    void aCopyToTheFileStoreIsTheDocumentThatAnExportIs() throws IOException {
        try (TapedeckProcess process = TapedeckProcess.settings()
                        .with("tapedeck.cassette.directory", folder.toString())
                        .start();
                Caller caller = Caller.of(process)) {
            bring(caller, "/api/v1/cassettes/moved/import");

            Answered copied = caller.post("/api/v1/cassettes/moved/copy?to=file", "");
            Answered again = caller.post("/api/v1/cassettes/moved/copy?to=file", "");
            Answered replaced = caller.post("/api/v1/cassettes/moved/copy?to=file&existing=replace", "");

            assertThat(copied.status()).as(copied.text()).isEqualTo(200);
            assertThat(again.status()).isEqualTo(409);
            assertThat(replaced.status()).as(replaced.text()).isEqualTo(200);
            assertThat(Files.readString(folder.resolve("moved.json")))
                    .isEqualTo(caller.get("/api/v1/cassettes/moved/export").text());
            assertThat(caller.post("/api/v1/cassettes/moved/copy?to=database", "")
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void aCassetteOfTheFileStoreIsCopiedToTheDatabase() {
        try (TapedeckProcess process = TapedeckProcess.settings()
                        .with("tapedeck.cassette.store", "file")
                        .start();
                Caller caller = Caller.of(process)) {
            bring(caller, "/api/v1/cassettes/moved/import");

            Answered copied = caller.post("/api/v1/cassettes/moved/copy?to=database", "");

            assertThat(copied.status()).as(copied.text()).isEqualTo(200);
            assertThat(copied.json().path("interactions").asInt()).isEqualTo(1);
            assertThat(caller.get("/api/v1/cassettes/moved/verify")
                            .json()
                            .path("passed")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void aCallToAHostThatTheReportTellsToConfigureReplaysOnceItIs() {
        try (TapedeckProcess process = TapedeckProcess.settings()
                        .provider("later", "generic", "https://api.elsewhere.example")
                        .start();
                TapedeckProcess named = TapedeckProcess.settings()
                        .provider("\"api.elsewhere.example\"", "openai", "https://elsewhere.example")
                        .start();
                Caller first = Caller.of(process);
                Caller second = Caller.of(named)) {
            bring(first, "/api/v1/cassettes/known/import");
            Answered report = bring(second, "/api/v1/cassettes/unknown/import");

            assertThat(replayed(first, "known", "later")).isEqualTo("{\"here\":1}");
            assertThat(report.text()).contains("tapedeck.providers.\\\"api.elsewhere.example\\\".dialect=openai");
            assertThat(replayed(second, "unknown", "api.elsewhere.example")).isEqualTo("{\"here\":1}");
        }
    }

    private static String replayed(Caller caller, String cassette, String provider) {
        SessionUnderTest session = caller.open(cassette, "replay");
        return caller.get(session.door(provider) + "/v1/models").text();
    }
}
