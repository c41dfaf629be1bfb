package dev.tapedeck.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PipelineSchemaTest {
    @Test
    void theSchemaInTheDocsIsTheOneThatIsServed() throws IOException {
        // When
        byte[] published = Files.readAllBytes(Path.of("..", "docs", "pipeline.schema.json"));

        // Then
        assertThat(Bytes.wrap(published).text())
                .as("docs/pipeline.schema.json is a copy of core-domain's pipeline.schema.json: copy it again")
                .isEqualTo(PipelineSchema.text().text());
    }
}
