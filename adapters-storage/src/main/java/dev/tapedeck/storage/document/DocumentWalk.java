package dev.tapedeck.storage.document;

import dev.tapedeck.cassette.Interaction;
import java.io.IOException;
import java.util.Optional;

/** The way through one document. What can't be read ends in a {@link DocumentFault}. */
final class DocumentWalk {
    private final Tokens json;
    private final HeadReader members;
    private final DocumentHead head;
    private long start;
    private int last;
    private boolean ended;

    private DocumentWalk(Tokens json, HeadReader members, DocumentHead head) {
        this.json = json;
        this.members = members;
        this.head = head;
    }

    /** @param json at the beginning of the document */
    static DocumentWalk begin(DocumentSource source, Tokens json) throws IOException {
        HeadReader members = json.read(HeadReader::toInteractions);
        return new DocumentWalk(json, members, members.known() ? members.head() : headOf(source));
    }

    /** The head of a document in which something of it stands behind the interactions. */
    private static DocumentHead headOf(DocumentSource source) throws IOException {
        try (Tokens json = Tokens.of(source)) {
            return json.read(any -> {
                HeadReader members = HeadReader.toInteractions(json);
                members.skipInteractions();
                members.end();
                return members.head();
            });
        }
    }

    DocumentHead head() {
        return head;
    }

    /** The next interaction; empty at the end of the document. */
    Optional<Interaction> next() throws IOException {
        return ended ? Optional.empty() : json.read(this::next);
    }

    private Optional<Interaction> next(Tokens tokens) throws IOException {
        if (!tokens.element()) {
            members.end();
            ended = true;
            return Optional.empty();
        }
        start = tokens.tokenOffset();
        Interaction interaction = head.version().interactions().from(tokens);
        if (interaction.number() <= last) {
            throw tokens.refusedAt(
                    "number", "%d can't follow %d: numbers ascend, each once".formatted(interaction.number(), last));
        }
        last = interaction.number();
        return Optional.of(interaction);
    }

    /** Where the interaction that was read last stands. */
    Span span() {
        return new Span(start, json.readOffset() - start);
    }
}
