package dev.tapedeck.tapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.support.Answered;
import dev.tapedeck.support.Caller;
import dev.tapedeck.support.Corpus;
import dev.tapedeck.support.Corpus.Recorded;
import dev.tapedeck.support.SessionUnderTest;
import dev.tapedeck.support.TapedeckProcess;
import java.io.FileNotFoundException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Recordings that other people made with other tools come in, and replay as they were recorded. */
class CorpusImportIT {
    private static final String PROVIDER = "real";

    @Test
    void everyFileOfTheCorpusIsImportedAndReplaysAsItWasRecorded() throws FileNotFoundException {
        assumeTrue(Corpus.isThere(), "The corpus of real traffic lies beside the project, and it isn't there.");
        Map<String, List<Recorded>> byFile = Corpus.interactions().stream()
                .collect(Collectors.groupingBy(Recorded::file, LinkedHashMap::new, Collectors.toList()));
        SoftAssertions softly = new SoftAssertions();
        int replayed = 0;
        try (TapedeckProcess process = TapedeckProcess.settings()
                        .provider(PROVIDER, "generic", "http://127.0.0.1:9")
                        .start();
                Caller caller = Caller.of(process)) {
            for (Map.Entry<String, Path> file : Corpus.files().entrySet()) {
                List<Recorded> wanted = byFile.getOrDefault(file.getKey(), List.of());
                String cassette = "file-" + replayed++;
                Answered imported = bring(caller, cassette, file.getKey(), file.getValue());
                softly.assertThat(imported.status())
                        .as("%s: %s", file.getKey(), imported)
                        .isEqualTo(wanted.isEmpty() ? 200 : 201);
                softly.assertThat(imported.json().path("imported").asInt(-1))
                        .as(file.getKey())
                        .isEqualTo(wanted.size());
                if (imported.status() == 201) {
                    replays(caller, cassette, wanted, softly);
                }
            }
        }
        softly.assertAll();
        assertThat(replayed).isGreaterThan(200);
    }

    private static Answered bring(Caller caller, String cassette, String name, Path file) throws FileNotFoundException {
        return caller.send(caller.to("/api/v1/cassettes/%s/import?provider=%s&file=%s"
                        .formatted(cassette, PROVIDER, URLEncoder.encode(name, StandardCharsets.UTF_8)))
                .header("content-type", "application/octet-stream")
                .POST(BodyPublishers.ofFile(file)));
    }

    private static void replays(Caller caller, String cassette, List<Recorded> wanted, SoftAssertions softly) {
        SessionUnderTest session = caller.open(cassette, "replay");
        for (Recorded recorded : wanted) {
            Answered answered = caller.send(request(session, recorded));
            softly.assertThat(answered.header("tapedeck-outcome"))
                    .as(recorded.id())
                    .isEqualTo("replayed");
            softly.assertThat(answered.status()).as(recorded.id()).isEqualTo(recorded.status());
            if (recorded.exact()) {
                softly.assertThat(answered.body()).as(recorded.id()).isEqualTo(recorded.body());
            } else {
                JsonNode same = Answered.parsed(recorded.body().text());
                softly.assertThat(answered.json()).as(recorded.id()).isEqualTo(same);
            }
        }
        softly.assertThat(session.close().path("counters").path("unplayed").asInt())
                .as(cassette)
                .isZero();
    }

    private static HttpRequest.Builder request(SessionUnderTest session, Recorded recorded) {
        HttpRequest.Builder request = session.caller()
                .to(session.door(PROVIDER) + recorded.target())
                .method(
                        recorded.method(),
                        recorded.requestBody().isEmpty()
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(
                                        recorded.requestBody().array()));
        recorded.requestType().ifPresent(type -> request.header("content-type", type));
        return request;
    }
}
