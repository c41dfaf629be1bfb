package dev.tapedeck.storage.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Documents as earlier releases wrote them, in a folder for each version: {@code documents/v1}. They are never changed;
 * a new version brings a new folder.
 */
class FrozenDocumentsTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "documents");

    static Stream<Path> everyDocument() {
        return Arrays.stream(DocumentVersion.values()).flatMap(version -> documents(version).stream());
    }

    static Stream<Path> documentsOfTheCurrentVersion() {
        return documents(DocumentVersion.CURRENT).stream();
    }

    private static List<Path> documents(DocumentVersion version) {
        try (Stream<Path> files = Files.list(FOLDER.resolve("v" + version.number()))) {
            return files.sorted().toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    @Test
    void everyVersionHasItsDocuments() throws IOException {
        // When
        List<String> folders = Arrays.stream(DocumentVersion.values())
                .map(version -> "v" + version.number())
                .toList();

        // Then
        try (Stream<Path> there = Files.list(FOLDER)) {
            assertThat(there.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(folders);
        }
        assertThat(DocumentVersion.values())
                .allSatisfy(version -> assertThat(documents(version)).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("everyDocument")
    void everyDocumentEverWrittenIsRead(Path document) throws IOException {
        // When
        byte[] current = Documents.again(Files.readAllBytes(document));

        // Then
        assertThat(Documents.read(current).head().version()).isEqualTo(DocumentVersion.CURRENT);
        assertThat(DocumentSchema.violations(current)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documentsOfTheCurrentVersion")
    void aDocumentOfTheCurrentVersionIsWrittenAgainByteForByte(Path document) throws IOException {
        // Given
        byte[] frozen = Files.readAllBytes(document);

        // When, Then
        assertThat(Documents.again(frozen)).isEqualTo(frozen);
        assertThat(DocumentSchema.violations(frozen)).isEmpty();
    }

    @Test
    void theExampleOfTheReferencePageIsCanonical() throws IOException {
        // Given
        String page = Files.readString(Path.of("..", "docs", "cassette-document.md"));
        int from = page.indexOf("```json\n") + "```json\n".length();
        byte[] example = page.substring(from, page.indexOf("```", from)).getBytes(StandardCharsets.UTF_8);

        // When, Then
        assertThat(Documents.again(example)).isEqualTo(example);
        assertThat(DocumentSchema.violations(example)).isEmpty();
    }
}
