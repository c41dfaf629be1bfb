package dev.tapedeck.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PlaybookSchemaTest {
    @Test
    void theSchemaInTheDocsIsTheOneThatIsServed() throws IOException {
        // When
        byte[] published = Files.readAllBytes(Path.of("..", "docs", "playbook.schema.json"));

        // Then
        assertThat(Bytes.wrap(published).text())
                .as("docs/playbook.schema.json is a copy of core-domain's playbook.schema.json: copy it again")
                .isEqualTo(PlaybookSchema.text().text());
    }
}
