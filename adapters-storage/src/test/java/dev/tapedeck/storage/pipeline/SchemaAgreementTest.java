package dev.tapedeck.storage.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.build.SchemaCheck;
import dev.tapedeck.declared.JsonNodes;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.pipeline.CheckedPipeline;
import dev.tapedeck.pipeline.CheckedPipeline.Broken;
import dev.tapedeck.pipeline.CheckedPipeline.Valid;
import dev.tapedeck.pipeline.PipelineExamples;
import dev.tapedeck.pipeline.PipelineExamples.Change;
import dev.tapedeck.pipeline.PipelineReader;
import dev.tapedeck.pipeline.PipelineSchema;
import dev.tapedeck.pipeline.PlainPrompts;
import dev.tapedeck.storage.schema.NetworkntSchemaCheck;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The published schema and the reader say the same about the same pipelines, as far as a schema can tell. */
class SchemaAgreementTest {
    private static final List<Change> GOOD = PipelineExamples.GOOD;
    private static final List<Change> BAD = PipelineExamples.BAD;
    private static final List<Change> BAD_BEYOND_SCHEMA = PipelineExamples.BAD_BEYOND_SCHEMA;

    private final SchemaCheck schemas = new NetworkntSchemaCheck();

    private List<String> violations(String text) {
        return schemas.violations(PipelineSchema.text(), text);
    }

    private CheckedPipeline read(String text) {
        return new PipelineReader(new PlainPrompts(), schemas::faults).read(JsonNodes.read(Bytes.utf8(text)));
    }

    @Test
    void theSchemaCanBeUsed() {
        assertThat(schemas.faults(PipelineSchema.text())).isEmpty();
        assertThat(violations(PipelineExamples.WHOLE)).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("GOOD")
    void bothTakeWhatIsRight(Change change) {
        assertThat(violations(change.text())).isEmpty();
        assertThat(read(change.text())).isInstanceOf(Valid.class);
    }

    @ParameterizedTest
    @FieldSource("BAD")
    void bothRefuseWhatIsWrong(Change change) {
        assertThat(violations(change.text())).isNotEmpty();
        assertThat(read(change.text())).isInstanceOf(Broken.class);
    }

    @ParameterizedTest
    @FieldSource("BAD_BEYOND_SCHEMA")
    void theReaderSeesWhatNoSchemaCan(Change change) {
        assertThat(read(change.text())).isInstanceOf(Broken.class);
    }
}
