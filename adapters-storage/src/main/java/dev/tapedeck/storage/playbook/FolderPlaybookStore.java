package dev.tapedeck.storage.playbook;

import dev.tapedeck.declared.Node;
import dev.tapedeck.declared.TextProblem;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.playbook.CheckedPlaybook;
import dev.tapedeck.playbook.PlaybookName;
import dev.tapedeck.playbook.PlaybookReader;
import dev.tapedeck.playbook.PlaybookStore;
import dev.tapedeck.storage.declared.DeclaredTexts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Playbooks in a folder: {@code <name>/playbook.yaml} (or {@code .yml}, {@code .json}). Each look reads the file, and checks
 * it anew when it has changed. For one process that writes; files may be changed by hand at any time. Thread-safe.
 */
public final class FolderPlaybookStore implements PlaybookStore {
    private final DeclaredTexts<CheckedPlaybook, Stored> texts;

    /** @param directory made when a playbook is put */
    public FolderPlaybookStore(Path directory, PlaybookReader reader) {
        this.texts = new DeclaredTexts<>(directory, "playbook", new Reading(reader));
    }

    /** Makes playbooks of texts. */
    private record Reading(PlaybookReader reader) implements DeclaredTexts.Reading<CheckedPlaybook, Stored> {
        @Override
        public CheckedPlaybook read(Node text) {
            return reader.read(text);
        }

        @Override
        public CheckedPlaybook read(Node text, String name) {
            return reader.read(text, new PlaybookName(name));
        }

        @Override
        public CheckedPlaybook broken(TextProblem problem) {
            return new CheckedPlaybook.Broken(List.of(problem));
        }

        @Override
        public boolean isValid(CheckedPlaybook checked) {
            return checked instanceof CheckedPlaybook.Valid;
        }

        @Override
        public Stored stored(String name, Bytes text, CheckedPlaybook checked) {
            return new Stored(new PlaybookName(name), text, checked);
        }
    }

    @Override
    public List<Stored> list() {
        return texts.list();
    }

    @Override
    public Optional<Stored> find(PlaybookName name) {
        return texts.find(name.value());
    }

    @Override
    public CheckedPlaybook put(PlaybookName name, Bytes text) {
        return texts.put(name.value(), text);
    }

    @Override
    public boolean delete(PlaybookName name) {
        return texts.delete(name.value());
    }

    @Override
    public CheckedPlaybook check(Bytes text) {
        return texts.check(text);
    }
}
