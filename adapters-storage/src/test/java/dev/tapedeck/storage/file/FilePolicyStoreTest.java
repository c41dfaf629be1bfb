package dev.tapedeck.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.resilience.PolicyStore;
import dev.tapedeck.resilience.PolicyStoreContract;
import dev.tapedeck.resilience.ServiceName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FilePolicyStoreTest extends PolicyStoreContract {
    private static final ServiceName EVENTS = new ServiceName("events");

    @TempDir
    private Path folder;

    private PolicyStore store = new FilePolicyStore(Path.of("policies.json"));

    @BeforeEach
    void open() {
        store = reopened();
    }

    @Override
    protected PolicyStore store() {
        return store;
    }

    @Override
    protected PolicyStore reopened() {
        return new FilePolicyStore(file());
    }

    private Path file() {
        return folder.resolve("data").resolve("policies.json");
    }

    private void write(String text) {
        FolderFiles.write(file(), text.getBytes(StandardCharsets.UTF_8));
    }

    private static Failure failure(ThrowingCallable deed) {
        return assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(deed)
                .actual()
                .failure();
    }

    @Test
    void theFileCanBeReadByPeopleAndNothingElseIsLeft() {
        // When
        store().put(EVENTS, "{\"retry.max-attempts\":2}", PolicyStore.NONE);

        // Then
        assertThat(file()).hasContent("""
                {
                  "last" : 1,
                  "policies" : {
                    "events" : {
                      "version" : 1,
                      "policy" : {"retry.max-attempts":2}
                    }
                  }
                }
                """);
        assertThat(FolderFiles.names(file().resolveSibling("."))).containsExactly("policies.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"last\":1}",
                "{\"last\":\"1\",\"policies\":{}}",
                "{\"last\":1,\"policies\":{\"../a\":{\"version\":1,\"policy\":{}}}}",
                "{\"last\":1,\"policies\":{\"events\":{\"version\":1,\"policy\":[]}}}",
                "{\"last\":1,\"policies\":{\"events\":{\"version\":1,\"policy\":{}"
            })
    void aFileThatIsNoneOfThisIsToldOfAndLeftAlone(String text) {
        // Given
        store().put(EVENTS, "{}", PolicyStore.NONE);
        write(text);

        // When
        Failure loading = failure(() -> store().load());
        Failure putting = failure(() -> store().put(EVENTS, "{}", PolicyStore.NONE));

        // Then
        assertThat(loading).isInstanceOf(Failure.Unreadable.class).isEqualTo(putting);
        assertThat(loading.message()).contains(file().toString(), "move it away");
        assertThat(file()).hasContent(text);
    }

    @Test
    void whatAStopLeftHalfWrittenIsReplaced() {
        // Given
        store().put(EVENTS, "{}", PolicyStore.NONE);
        FolderFiles.write(file().resolveSibling("policies.json.tmp"), new byte[] {'{'});

        // When
        store().put(new ServiceName("import"), "{}", PolicyStore.NONE);

        // Then
        assertThat(reopened().load()).hasSize(2);
    }

    @Test
    void aFileThatCannotBeWrittenIsAStoreThatIsDown() {
        // Given
        FolderFiles.write(folder.resolve("data"), new byte[0]);

        // When
        Failure down = failure(() -> store().put(EVENTS, "{}", PolicyStore.NONE));

        // Then
        assertThat(down).isInstanceOf(Failure.StoreDown.class);
        assertThat(down.message()).contains(file().toString());
    }
}
