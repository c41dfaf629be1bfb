package dev.tapedeck.nodes;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tapedeck.support.PostgreSqlServer;
import dev.tapedeck.support.TapedeckProcess;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A database that can't be used stops the start in clear words, which name the setting and no secret. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WrongDatabaseIT {
    private static final String SECRET = "s3cret";

    private final PostgreSqlServer server = PostgreSqlServer.started();

    @AfterAll
    void end() {
        server.close();
    }

    Stream<Arguments> settings() {
        String url = "tapedeck.storage.url";
        return Stream.of(
                Arguments.of(Map.of(), "needs tapedeck.storage.url"),
                Arguments.of(Map.of(url, "jdbc:h2:mem:x"), "doesn't begin with 'jdbc:postgresql:'"),
                Arguments.of(
                        Map.of(url, server.url() + "?user=me&password=" + SECRET),
                        "Put them into tapedeck.storage.username and tapedeck.storage.password"),
                Arguments.of(Map.of(url, "jdbc:postgresql://127.0.0.1:1/tapedeck"), "can't be reached"),
                Arguments.of(Map.of(url, server.url() + "-of-nobody"), "doesn't exist"),
                Arguments.of(
                        Map.of(
                                url,
                                server.url(),
                                "tapedeck.storage.username",
                                "nobody",
                                "tapedeck.storage.password",
                                SECRET),
                        "Check tapedeck.storage.username and tapedeck.storage.password"));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void theStartEndsWithWhatIsToBeDone(Map<String, String> settings, String advice) {
        // Given
        TapedeckProcess.Settings node = TapedeckProcess.settings()
                .with("tapedeck.storage.database", "postgresql")
                .with("tapedeck.storage.username", "postgres");
        settings.forEach(node::with);

        // Then
        assertThatIllegalStateException()
                .isThrownBy(() -> node.start().close())
                .withMessageContaining("It ended with")
                .withMessageContaining(advice)
                .withMessageNotContaining("\tat ")
                .withMessageNotContaining(SECRET);
    }
}
