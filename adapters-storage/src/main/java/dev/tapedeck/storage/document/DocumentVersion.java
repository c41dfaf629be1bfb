package dev.tapedeck.storage.document;

import dev.tapedeck.cassette.Interaction;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The versions of the document that can be read. Each reads its interactions into today's values, which are written in
 * {@link #CURRENT}: that is the whole migration. Interactions may be copied as they stand only from a document of the
 * current version.
 */
public enum DocumentVersion {
    ONE(1, InteractionReader::read);

    /** The version that is written. */
    public static final DocumentVersion CURRENT = ONE;

    private final int number;
    private final Reading<Interaction> interactions;

    DocumentVersion(int number, Reading<Interaction> interactions) {
        this.number = number;
        this.interactions = interactions;
    }

    /** The value of the member {@code version}. */
    public int number() {
        return number;
    }

    Reading<Interaction> interactions() {
        return interactions;
    }

    static Optional<DocumentVersion> find(long number) {
        return Arrays.stream(values())
                .filter(version -> version.number == number)
                .findFirst();
    }

    static List<Integer> numbers() {
        return Arrays.stream(values()).map(DocumentVersion::number).toList();
    }
}
