package dev.tapedeck.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.pipeline.CheckedPipeline.Broken;
import dev.tapedeck.pipeline.CheckedPipeline.Valid;
import dev.tapedeck.pipeline.PipelineStore.Stored;
import dev.tapedeck.pipeline.Source.Origin.Folder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store of pipelines promises. */
public abstract class PipelineStoreContract {
    private static final PipelineName REPORT = new PipelineName("team-report");
    private static final PipelineName OTHER = new PipelineName("other");

    /** An empty store; always the same one within a test. */
    protected abstract PipelineStore store();

    /** Another one over the same place, as after a restart. */
    protected abstract PipelineStore reopened();

    /** Puts a file beside the pipeline, as people do: {@code path} with {@code /} between its parts. */
    protected abstract void place(PipelineName pipeline, String path, byte[] content);

    protected final void place(PipelineName pipeline, String path, String content) {
        place(pipeline, path, content.getBytes(UTF_8));
    }

    private static Bytes named(PipelineName name) {
        return Bytes.utf8(PipelineExamples.WHOLE.replace("team-report", name.value()));
    }

    private static Source folder(String path, String include) {
        return new Source("docs", new Folder(path, include));
    }

    private List<Document> documents(Source source) {
        try (Stream<Document> documents = store().documents(REPORT, source)) {
            return documents.toList();
        }
    }

    @Test
    void anEmptyStoreHasNothing() {
        assertThat(store().list()).isEmpty();
        assertThat(store().find(REPORT)).isEmpty();
        assertThat(store().delete(REPORT)).isFalse();
    }

    @Test
    void whatWasPutIsThereAsItWasWritten() {
        // When
        CheckedPipeline put = store().put(REPORT, PipelineExamples.whole());

        // Then
        assertThat(put).isInstanceOf(Valid.class);
        assertThat(store().find(REPORT)).contains(new Stored(REPORT, PipelineExamples.whole(), put));
        assertThat(reopened().find(REPORT)).isEqualTo(store().find(REPORT));
    }

    @Test
    void pipelinesAreListedByName() {
        // Given
        Stream.of("b", "a", "C", "a.2").map(PipelineName::new).forEach(name -> store().put(name, named(name)));

        // When
        List<Stored> listed = store().list();

        // Then
        assertThat(listed).extracting(stored -> stored.name().value()).containsExactly("C", "a", "a.2", "b");
        assertThat(listed).isEqualTo(reopened().list());
    }

    @Test
    void aPipelineIsPutInPlaceOfTheOneOfItsName() {
        // Given
        store().put(REPORT, PipelineExamples.whole());
        Bytes yaml = Bytes.utf8("""
                name: team-report
                sources: { bios: { path: bios } }
                layers:
                  - { name: a, each: bios, provider: p, model: m, prompt: "{item.label}" }
                """);

        // When
        CheckedPipeline put = store().put(REPORT, yaml);
        CheckedPipeline again = store().put(REPORT, PipelineExamples.whole());

        // Then
        assertThat(put).isInstanceOf(Valid.class);
        assertThat(again).isInstanceOf(Valid.class);
        assertThat(reopened().list()).singleElement().extracting(Stored::text).isEqualTo(PipelineExamples.whole());
    }

    @ParameterizedTest
    @ValueSource(strings = {"name: [", "{\"name\":", "name: other\n", "", "[]", "just text", "layers: {}"})
    void aBrokenPipelineChangesNothing(String broken) {
        // Given
        store().put(REPORT, PipelineExamples.whole());

        // When
        CheckedPipeline put = store().put(REPORT, Bytes.utf8(broken));
        CheckedPipeline other = store().put(new PipelineName("fresh"), Bytes.utf8(broken));

        // Then
        assertThat(put).isInstanceOf(Broken.class);
        assertThat(other).isInstanceOf(Broken.class);
        assertThat(store().list()).singleElement().extracting(Stored::text).isEqualTo(PipelineExamples.whole());
    }

    @Test
    void aPipelineIsPutUnderItsOwnNameOnly() {
        // When
        CheckedPipeline put = store().put(OTHER, PipelineExamples.whole());

        // Then
        assertThat(((Broken) put).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.pointer()).isEqualTo("/name");
            assertThat(problem.message()).contains("'other'", "'team-report'");
        });
        assertThat(store().list()).isEmpty();
    }

    @Test
    void aTextOverOneMebibyteIsRefused() {
        // Given
        Bytes longest = Bytes.utf8(PipelineExamples.WHOLE + " ".repeat((1 << 20) - PipelineExamples.WHOLE.length()));
        Bytes longer = Bytes.concat(List.of(longest, Bytes.utf8(" ")));

        // When, Then
        assertThat(store().put(REPORT, longest)).isInstanceOf(Valid.class);
        assertThat(store().check(longer)).isInstanceOf(Broken.class);
        assertThat(store().put(REPORT, longer)).isInstanceOf(Broken.class);
        assertThat(store().find(REPORT)).map(Stored::text).contains(longest);
    }

    @Test
    void aCheckKeepsNothing() {
        // When
        CheckedPipeline checked = store().check(PipelineExamples.whole());

        // Then
        assertThat(checked).isInstanceOf(Valid.class);
        assertThat(store().check(Bytes.utf8("a: 1"))).isInstanceOf(Broken.class);
        assertThat(store().list()).isEmpty();
    }

    @Test
    void aDeletedPipelineIsGoneButNotItsDocuments() {
        // Given
        store().put(REPORT, PipelineExamples.whole());
        store().put(OTHER, named(OTHER));
        place(REPORT, "sources/bios/alice.md", "Alice");

        // When
        boolean deleted = store().delete(REPORT);

        // Then
        assertThat(deleted).isTrue();
        assertThat(store().delete(REPORT)).isFalse();
        assertThat(reopened().list()).extracting(Stored::name).containsExactly(OTHER);
        store().put(REPORT, PipelineExamples.whole());
        assertThat(documents(folder("sources/bios", "*.md"))).hasSize(1);
    }

    @Test
    void documentsOfThePipelineItselfAreSortedByLabel() {
        // Given
        Document a = new Document("a", "A", new TreeMap<>());
        Document b = new Document("b", "B", new TreeMap<>(Map.of("team", "x")));

        // When
        List<Document> documents = documents(new Source("notes", new Source.Origin.Inline(List.of(b, a))));

        // Then
        assertThat(documents).containsExactly(a, b);
    }

    @Test
    void eachFileOfAFolderIsADocument() {
        // Given
        place(REPORT, "sources/bios/bob.md", "Bob\n");
        place(REPORT, "sources/bios/alice.md", "---\ntitle: x\n---\nÄlice\r\n");
        place(REPORT, "sources/bios/team/red/carol.txt", "");
        place(REPORT, "sources/other.md", "no");

        // When
        List<Document> documents = documents(folder("sources/bios", "*"));

        // Then
        assertThat(documents)
                .extracting(Document::label, Document::content, Document::metadata)
                .containsExactly(
                        tuple("alice", "---\ntitle: x\n---\nÄlice\r\n", Map.of("path", "alice.md", "name", "alice")),
                        tuple("bob", "Bob\n", Map.of("path", "bob.md", "name", "bob")),
                        tuple(
                                "team/red/carol",
                                "",
                                Map.of("path", "team/red/carol.txt", "name", "carol", "folder", "team/red")));
    }

    @Test
    void aGlobChoosesFiles() {
        // Given
        Stream.of("a.md", "b.txt", "c.MD", "d", "in/e.md", "in/f.txt", ".hidden.md", ".git/g.md", "in/h.md.bak")
                .forEach(path -> place(REPORT, "docs/" + path, path));

        // When, Then
        assertThat(labels("*.md")).containsExactly("a", "in/e");
        assertThat(labels("*.{md,txt}")).containsExactly("a", "b", "in/e", "in/f");
        assertThat(labels("in/*.md")).containsExactly("in/e");
        assertThat(labels("**/*.md")).containsExactly("a", "in/e");
        assertThat(labels("*")).containsExactly("a", "b", "c", "d", "in/e", "in/f", "in/h.md");
        assertThat(labels("*.rst")).isEmpty();
    }

    private List<String> labels(String include) {
        return documents(folder("docs", include)).stream().map(Document::label).toList();
    }

    @Test
    void eachLineOfALinesFileIsADocument() {
        // Given
        place(REPORT, "docs/all.jsonl", """
                {"label": "z", "content": "Z\\nz", "metadata": {"team": "x", "age": 3}}

                {"label": "a", "content": ""}\r
                {"content": "ä", "label": "m"}""");
        place(REPORT, "docs/n.txt", "N");

        // When
        List<Document> documents = documents(folder("docs", "*"));

        // Then
        assertThat(documents)
                .extracting(Document::label, Document::content, Document::metadata)
                .containsExactly(
                        tuple("a", "", Map.of()),
                        tuple("m", "ä", Map.of()),
                        tuple("n", "N", Map.of("path", "n.txt", "name", "n")),
                        tuple("z", "Z\nz", Map.of("team", "x", "age", "3")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "docs/a.md", "docs/nowhere"})
    void aFolderThatIsNotThereIsToldWithTheWayOut(String path) {
        // Given
        place(REPORT, "docs/a.md", "A");

        // When, Then
        assertInvalid(folder(path, "*"), "Source 'docs': the folder '%s' isn't there.".formatted(path));
    }

    @Test
    void twoDocumentsOfOneLabelAreToldWithTheirPlaces() {
        // Given
        place(REPORT, "docs/a.md", "A");
        place(REPORT, "docs/b.jsonl", "{\"label\": \"b\", \"content\": \"\"}\n{\"label\": \"a\", \"content\": \"\"}\n");

        // When, Then
        assertInvalid(folder("docs", "*"), "'a.md'", "line 2 of 'b.jsonl'", "one label, 'a'");
    }

    @Test
    void aFileThatIsNoUtf8IsTold() {
        // Given
        place(REPORT, "docs/a.md", "A");
        place(REPORT, "docs/latin.md", new byte[] {'M', (byte) 0xFC, 'n'});

        // When, Then
        assertInvalid(folder("docs", "*"), "'latin.md' is no text in UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"label\": \"a\"}",
                "{\"content\": \"a\"}",
                "[]",
                "{\"label\": \"a\", \"content\": \"\"",
                "{\"label\": 1, \"content\": \"\"}",
                "{\"label\": \"\", \"content\": \"\"}",
                "{\"label\": \"a\", \"content\": \"\", \"meta\": {}}",
                "{\"label\": \"a\", \"label\": \"b\", \"content\": \"\"}"
            })
    void aLineThatIsNoDocumentIsTold(String line) {
        // Given
        place(REPORT, "docs/lines.jsonl", "{\"label\": \"fine\", \"content\": \"\"}\n" + line + "\n");

        // When, Then
        assertInvalid(folder("docs", "*"), "line 2 of 'lines.jsonl' is no document");
    }

    @Test
    void documentsAreReadWhenItIsTheirTurn() {
        // Given
        place(REPORT, "docs/a.md", "A");
        place(REPORT, "docs/b.md", new byte[] {(byte) 0xFF});

        // When
        try (Stream<Document> documents = store().documents(REPORT, folder("docs", "*"))) {
            List<Document> first = documents.limit(1).toList();

            // Then
            assertThat(first).extracting(Document::label).containsExactly("a");
        }
    }

    private void assertInvalid(Source source, String... parts) {
        assertThatThrownBy(() -> documents(source))
                .asInstanceOf(InstanceOfAssertFactories.type(FailedCall.class))
                .satisfies(failed -> {
                    assertThat(failed.failure().code()).isEqualTo("tapedeck_invalid_source");
                    assertThat(failed.failure().message()).contains(parts);
                });
    }
}
