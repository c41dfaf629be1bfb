package dev.tapedeck.storage.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.build.SchemaCheck;
import dev.tapedeck.declared.JsonNodes;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.playbook.CheckedPlaybook;
import dev.tapedeck.playbook.CheckedPlaybook.Broken;
import dev.tapedeck.playbook.CheckedPlaybook.Valid;
import dev.tapedeck.playbook.PlaybookExamples;
import dev.tapedeck.playbook.PlaybookExamples.Change;
import dev.tapedeck.playbook.PlaybookSchema;
import dev.tapedeck.storage.schema.NetworkntSchemaCheck;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The published schema and the reader say the same about the same playbooks, as far as a schema can tell. */
class PlaybookSchemaAgreementTest {
    private static final List<Change> GOOD = PlaybookExamples.GOOD;
    private static final List<Change> BAD = PlaybookExamples.BAD;
    private static final List<Change> BAD_BEYOND_SCHEMA = PlaybookExamples.BAD_BEYOND_SCHEMA;

    private final SchemaCheck schemas = new NetworkntSchemaCheck();

    private List<String> violations(String text) {
        return schemas.violations(PlaybookSchema.text(), text);
    }

    private static CheckedPlaybook read(String text) {
        return PlaybookExamples.reader().read(JsonNodes.read(Bytes.utf8(text)));
    }

    @Test
    void theSchemaCanBeUsed() {
        assertThat(schemas.faults(PlaybookSchema.text())).isEmpty();
        assertThat(violations(PlaybookExamples.WHOLE)).isEmpty();
        assertThat(read(PlaybookExamples.WHOLE)).isInstanceOf(Valid.class);
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
        assertThat(violations(change.text())).isEmpty();
        assertThat(read(change.text())).isInstanceOf(Broken.class);
    }
}
