package dev.tapedeck.tapes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.support.Answered;
import dev.tapedeck.support.Caller;
import dev.tapedeck.support.SessionUnderTest;
import dev.tapedeck.support.TapedeckProcess;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Everything that one Tapedeck recorded goes to another one, and nothing is lost on the way. */
class ArchiveIT {
    private static void record(Caller caller, String cassette) {
        SessionUnderTest session = caller.open(cassette, "record");
        for (boolean stream : List.of(false, true)) {
            caller.post(
                    session.door("simulator") + "/v1/chat/completions",
                    "{\"model\":\"gpt-test\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                            .formatted(stream, cassette));
        }
        caller.post(
                session.door("simulator") + "/v1/chat/completions",
                "{\"model\":\"gpt-test\",\"api_key\":\"sk-0123456789abcdefghijklmnop\",\"messages\":[]}",
                "Tapedeck-Simulate",
                "status=429",
                "Tapedeck-Lane",
                "second");
        session.close();
    }

    private static Answered send(Caller caller, String path, Bytes body) {
        return caller.send(caller.to(path).POST(BodyPublishers.ofByteArray(body.array())));
    }

    @Test
    void aCassetteThatGoesOutAndComesInIsTheSameByteForByte() {
        try (TapedeckProcess process = TapedeckProcess.settings().start();
                Caller caller = Caller.of(process)) {
            record(caller, "tour");
            Bytes document = caller.get("/api/v1/cassettes/tour/export").body();
            caller.delete("/api/v1/cassettes/tour");

            Answered imported = send(caller, "/api/v1/cassettes/tour/import", document);

            assertThat(imported.status()).as(imported.text()).isEqualTo(201);
            assertThat(imported.json().path("warnings")).isEmpty();
            assertThat(caller.get("/api/v1/cassettes/tour/export").body()).isEqualTo(document);
            assertThat(caller.get("/api/v1/cassettes/tour/verify")
                            .json()
                            .path("passed")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void aWholeStoreMovesToAnotherTapedeck() {
        try (TapedeckProcess first = TapedeckProcess.settings().start();
                TapedeckProcess second = TapedeckProcess.settings().start();
                Caller from = Caller.of(first);
                Caller to = Caller.of(second)) {
            List.of("one", "two", "three").forEach(cassette -> record(from, cassette));
            Bytes archive = from.get("/api/v1/archive").body();

            Answered imported = send(to, "/api/v1/archive", archive);

            assertThat(imported.json().path("imported").asInt())
                    .as(imported.text())
                    .isEqualTo(3);
            assertThat(to.get("/api/v1/archive").body()).isEqualTo(archive);
            assertThat(replayed(to)).isEqualTo(replayed(from));
        }
    }

    private static Bytes replayed(Caller caller) {
        SessionUnderTest session = caller.open("two", "replay");
        Answered answered = caller.post(
                session.door("simulator") + "/v1/chat/completions",
                "{\"model\":\"gpt-test\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"two\"}]}");
        assertThat(answered.header("tapedeck-outcome")).isEqualTo("replayed");
        return answered.body();
    }

    @Test
    void anUploadOverTheLimitIsRefused() {
        try (TapedeckProcess process = TapedeckProcess.settings()
                        .with("tapedeck.import.max-size", "1M")
                        .start();
                Caller caller = Caller.of(process)) {
            Answered refused = send(caller, "/api/v1/cassettes/big/import", Bytes.utf8("x".repeat(2_000_000)));

            assertThat(refused.status()).isEqualTo(413);
            assertThat(refused.text()).contains("tapedeck.import.max-size");
        }
    }
}
