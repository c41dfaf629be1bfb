package dev.tapedeck.pipeline;

import dev.tapedeck.declared.JsonNodes;
import dev.tapedeck.declared.MalformedText;
import dev.tapedeck.declared.Members;
import dev.tapedeck.declared.Node;
import dev.tapedeck.declared.Problems;
import dev.tapedeck.declared.Spot;
import dev.tapedeck.declared.TextProblem;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Names;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a document that is written down as an object: {@code {"label": …, "content": …, "metadata": {…}}}. */
public final class DocumentReader {
    private static final List<String> MEMBERS = List.of("label", "content", "metadata");
    private static final int LONGEST_KEY = 100;

    private DocumentReader() {}

    /**
     * The document in one JSON text.
     *
     * @throws MalformedText if it holds something else; the message says what is wrong first
     */
    public static Document read(Bytes json) {
        Problems problems = new Problems();
        return read(Spot.root(JsonNodes.read(json), problems)).orElseThrow(() -> {
            TextProblem first = problems.inOrder().getFirst();
            return new MalformedText(first.line(), first.message());
        });
    }

    static Optional<Document> read(Spot spot) {
        int before = spot.problems().count();
        Optional<Members> members = spot.members().map(all -> all.only(MEMBERS));
        Optional<String> label = members.flatMap(all -> all.need("label", "what people call the document"))
                .flatMap(Spot::anyText);
        Optional<String> content =
                members.flatMap(all -> all.need("content", "its text")).flatMap(Spot::anyText);
        SortedMap<String, String> metadata = members.flatMap(all -> all.find("metadata"))
                .map(DocumentReader::metadata)
                .orElseGet(TreeMap::new);
        return spot.problems().count() == before
                ? document(spot, label.orElseThrow(), content.orElseThrow(), metadata)
                : Optional.empty();
    }

    private static Optional<Document> document(
            Spot spot, String label, String content, SortedMap<String, String> metadata) {
        try {
            return Optional.of(new Document(label, content, metadata));
        } catch (Document.InvalidLabel invalid) {
            spot.report(String.valueOf(invalid.getMessage()));
            return Optional.empty();
        }
    }

    private static SortedMap<String, String> metadata(Spot spot) {
        SortedMap<String, String> metadata = new TreeMap<>();
        spot.members().ifPresent(members -> {
            for (Map.Entry<String, Spot> member : members.all()) {
                metadataText(member.getKey(), member.getValue()).ifPresent(text -> metadata.put(member.getKey(), text));
            }
        });
        return metadata;
    }

    /** Numbers and truth values are taken as they are written. */
    private static Optional<String> metadataText(String name, Spot spot) {
        if (name.isBlank() || name.length() > LONGEST_KEY) {
            spot.report(
                    "'%s' is no name in metadata: use 1 to %d characters.".formatted(Names.shown(name), LONGEST_KEY));
        } else if (spot.node() instanceof Node.Scalar scalar && scalar.kind() != Node.Scalar.Kind.NULL) {
            return Optional.of(scalar.text());
        } else {
            spot.mustBe("text, a number, true or false");
        }
        return Optional.empty();
    }
}
