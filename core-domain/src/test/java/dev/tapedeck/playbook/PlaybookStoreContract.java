package dev.tapedeck.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.playbook.CheckedPlaybook.Broken;
import dev.tapedeck.playbook.CheckedPlaybook.Valid;
import dev.tapedeck.playbook.PlaybookStore.Stored;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store of playbooks promises. Its reader is {@link PlaybookExamples#reader}. */
public abstract class PlaybookStoreContract {
    private static final PlaybookName TRIAGE = new PlaybookName("triage-ticket");
    private static final PlaybookName OTHER = new PlaybookName("other");

    /** An empty store; always the same one within a test. */
    protected abstract PlaybookStore store();

    /** Another one over the same place, as after a restart. */
    protected abstract PlaybookStore reopened();

    private static Bytes named(PlaybookName name) {
        return Bytes.utf8(PlaybookExamples.WHOLE.replace("triage-ticket", name.value()));
    }

    @Test
    void anEmptyStoreHasNothing() {
        assertThat(store().list()).isEmpty();
        assertThat(store().find(TRIAGE)).isEmpty();
        assertThat(store().playbook(TRIAGE)).isEmpty();
        assertThat(store().delete(TRIAGE)).isFalse();
    }

    @Test
    void whatWasPutIsThereAsItWasWritten() {
        // When
        CheckedPlaybook put = store().put(TRIAGE, PlaybookExamples.whole());

        // Then
        assertThat(put).isInstanceOf(Valid.class);
        assertThat(store().find(TRIAGE)).contains(new Stored(TRIAGE, PlaybookExamples.whole(), put));
        assertThat(store().playbook(TRIAGE)).contains(((Valid) put).playbook());
        assertThat(reopened().find(TRIAGE)).isEqualTo(store().find(TRIAGE));
    }

    @Test
    void playbooksAreListedByName() {
        // Given
        Stream.of("b", "a", "C", "a.2").map(PlaybookName::new).forEach(name -> store().put(name, named(name)));

        // When
        List<Stored> listed = reopened().list();

        // Then
        assertThat(listed).extracting(stored -> stored.name().value()).containsExactly("C", "a", "a.2", "b");
    }

    @Test
    void aPlaybookIsPutInPlaceOfTheOneOfItsName() {
        // Given
        store().put(TRIAGE, PlaybookExamples.whole());
        Bytes yaml = Bytes.utf8("""
                name: triage-ticket
                steps:
                  - { name: keep, action: set, params: { a: 1 } }
                """);

        // When
        CheckedPlaybook put = store().put(TRIAGE, yaml);

        // Then
        assertThat(put).isInstanceOf(Valid.class);
        assertThat(reopened().list()).singleElement().extracting(Stored::text).isEqualTo(yaml);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name: [", "{\"name\":", "name: other\n", "", "[]", "just text", "steps: {}"})
    void aBrokenPlaybookChangesNothing(String broken) {
        // Given
        store().put(TRIAGE, PlaybookExamples.whole());

        // When
        CheckedPlaybook put = store().put(TRIAGE, Bytes.utf8(broken));
        CheckedPlaybook other = store().put(OTHER, Bytes.utf8(broken));

        // Then
        assertThat(put).isInstanceOf(Broken.class);
        assertThat(other).isInstanceOf(Broken.class);
        assertThat(store().list()).singleElement().extracting(Stored::text).isEqualTo(PlaybookExamples.whole());
    }

    @Test
    void aPlaybookIsPutUnderItsOwnNameOnly() {
        // When
        CheckedPlaybook put = store().put(OTHER, PlaybookExamples.whole());

        // Then
        assertThat(((Broken) put).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.pointer()).isEqualTo("/name");
            assertThat(problem.message()).contains("'other'", "'triage-ticket'");
        });
        assertThat(store().list()).isEmpty();
    }

    @Test
    void aCheckKeepsNothing() {
        // When
        CheckedPlaybook checked = store().check(PlaybookExamples.whole());

        // Then
        assertThat(checked).isInstanceOf(Valid.class);
        assertThat(store().check(Bytes.utf8("a: 1"))).isInstanceOf(Broken.class);
        assertThat(store().list()).isEmpty();
    }

    @Test
    void aDeletedPlaybookIsGone() {
        // Given
        store().put(TRIAGE, PlaybookExamples.whole());
        store().put(OTHER, named(OTHER));

        // When
        boolean deleted = store().delete(TRIAGE);

        // Then
        assertThat(deleted).isTrue();
        assertThat(store().delete(TRIAGE)).isFalse();
        assertThat(reopened().list()).extracting(Stored::name).containsExactly(OTHER);
    }
}
