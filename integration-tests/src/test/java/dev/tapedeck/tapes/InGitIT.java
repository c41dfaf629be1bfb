package dev.tapedeck.tapes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.support.Answered;
import dev.tapedeck.support.Caller;
import dev.tapedeck.support.SessionUnderTest;
import dev.tapedeck.support.TapedeckProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A folder of documents under version control, and a Tapedeck that runs on it meanwhile. */
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
class InGitIT {
    private static final String CASSETTE = "/api/v1/cassettes/checkout";
    private static final String COMPLETIONS = "/v1/chat/completions";

    private final Path folder;
    private final TapedeckProcess process;
    private final Caller caller;

    InGitIT(@TempDir Path folder) {
        this.folder = folder;
        process = onFolder();
        caller = Caller.of(process);
    }

    private TapedeckProcess onFolder() {
        return TapedeckProcess.settings()
                .with("tapedeck.cassette.store", "file")
                .with("tapedeck.cassette.directory", folder.toString())
                .start();
    }

    @BeforeEach
    void record() {
        SessionUnderTest session = caller.open("checkout", "record");
        ask(session, "one");
        ask(session, "two");
        ask(session, "three");
        session.close();
    }

    @AfterEach
    void end() {
        caller.close();
        process.close();
    }

    private static String question(String question) {
        return "{\"model\":\"gpt-test\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}".formatted(question);
    }

    private Answered ask(SessionUnderTest session, String question) {
        return caller.post(session.door("simulator") + COMPLETIONS, question(question));
    }

    private Answered askByHeaders(Caller by, String mode, String question) {
        return by.post(
                "/llm/simulator" + COMPLETIONS,
                question(question),
                "Tapedeck-Cassette",
                "checkout",
                "Tapedeck-Mode",
                mode);
    }

    private Path document() {
        return folder.resolve("checkout.json");
    }

    private List<Integer> numbersInTheDocument() throws IOException {
        JsonNode document = Answered.parsed(Files.readString(document()));
        return document.path("interactions").findValues("number").stream()
                .map(JsonNode::asInt)
                .toList();
    }

    @Test
    void oneChangedPromptIsRecordedAgainAsTheDocumentationSays() throws IOException {
        // When
        SessionUnderTest session = caller.open("checkout", "auto");
        List<String> outcomes = List.of("one", "two, changed", "three").stream()
                .map(question -> ask(session, question).header("Tapedeck-Outcome"))
                .toList();
        JsonNode unplayed = session.close().path("unplayed");
        Answered deleted = caller.delete(CASSETTE + "/interactions/2");

        // Then
        assertThat(outcomes).containsExactly("replayed", "recorded", "replayed");
        assertThat(unplayed.findValues("number")).extracting(JsonNode::asInt).containsExactly(2);
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(numbersInTheDocument()).containsExactly(1, 3, 4);
        assertThat(folder.resolve("checkout.journal")).doesNotExist();
    }

    @Test
    void whatIsDoneOutsideASessionLeavesTheCassetteFreeForAnotherProcess() throws IOException {
        // Given
        caller.delete(CASSETTE + "/interactions/2");
        Answered unknown = caller.delete(CASSETTE + "/interactions/2");
        caller.post(CASSETTE + "/import?existing=append", Files.readString(document()));

        try (TapedeckProcess second = onFolder();
                Caller other = Caller.of(second)) {
            // When
            Answered recorded = askByHeaders(other, "record", "four");

            // Then
            assertThat(unknown.status()).isEqualTo(404);
            assertThat(recorded.status()).as(recorded.text()).isEqualTo(200);
        }
    }

    @Test
    void callsByHeadersGoOnWhenTheDocumentIsCheckedOutDeletedOrRecordedElsewhere() throws IOException {
        // Given
        byte[] committed = Files.readAllBytes(document());
        askByHeaders(caller, "record", "four");
        caller.get(CASSETTE + "/export");

        // When
        Files.write(document(), committed);
        Answered afterCheckout = askByHeaders(caller, "record", "five");
        caller.get(CASSETTE + "/export");
        List<Integer> numbers = numbersInTheDocument();
        Files.delete(document());
        Answered afterDeletion = askByHeaders(caller, "record", "six");
        caller.get(CASSETTE + "/export");

        // Then
        assertThat(afterCheckout.status()).as(afterCheckout.text()).isEqualTo(200);
        assertThat(numbers).containsExactly(1, 2, 3, 4);
        assertThat(afterDeletion.status()).as(afterDeletion.text()).isEqualTo(200);
        assertThat(numbersInTheDocument()).containsExactly(1);
    }
}
