package dev.tapedeck.pipeline;

import dev.tapedeck.declared.Members;
import dev.tapedeck.declared.NamedSpot;
import dev.tapedeck.declared.Spot;
import dev.tapedeck.exchange.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the sources of one pipeline. */
final class SourceReader {
    private static final int MOST_SOURCES = 1_000;
    private static final int MOST_DOCUMENTS = 10_000;
    private static final List<String> MEMBERS = List.of("path", "include", "inline");
    private static final String EVERY_FILE = "*";
    private static final int ANY_LENGTH = 10_000;

    private final List<NamedSpot> names = new ArrayList<>();
    private final List<Source> sources = new ArrayList<>();
    private int documents;

    private SourceReader() {}

    /**
     * What was read.
     *
     * @param names of all sources, whether or not they can be used
     * @param sources those that can
     */
    record Result(List<NamedSpot> names, List<Source> sources) {}

    static Result read(Spot spot) {
        SourceReader reader = new SourceReader();
        spot.members().ifPresent(reader::sources);
        return new Result(reader.names, reader.sources);
    }

    private void sources(Members members) {
        if (members.isEmpty()) {
            members.object().report("A pipeline needs a source, such as 'bios: { path: sources/bios }'.");
        }
        if (members.all().size() > MOST_SOURCES) {
            members.object()
                    .report("These are over %,d sources. Put files into fewer folders.".formatted(MOST_SOURCES));
            return;
        }
        for (Map.Entry<String, Spot> member : members.all()) {
            Optional<NamedSpot> name = NamedSpot.checked("source name", member.getKey(), member.getValue());
            name.ifPresent(names::add);
            Optional<Source.Origin> origin = member.getValue().members().flatMap(this::origin);
            if (name.isPresent() && origin.isPresent()) {
                sources.add(new Source(name.get().name(), origin.get()));
            }
        }
    }

    private Optional<Source.Origin> origin(Members source) {
        source.only(MEMBERS);
        if (source.has("path") == source.has("inline")) {
            source.object()
                    .report("A source is either a folder, 'path' with 'include', or a list of documents, 'inline'.");
            return Optional.empty();
        }
        if (source.has("path")) {
            return folder(source);
        }
        source.find("include").ifPresent(include -> include.report("'include' goes with 'path'. Leave it out here."));
        return source.find("inline").flatMap(this::inline);
    }

    private Optional<Source.Origin> folder(Members source) {
        int before = source.object().problems().count();
        Optional<String> path = source.find("path").flatMap(spot -> spot.text(ANY_LENGTH));
        String include =
                source.find("include").flatMap(spot -> spot.text(ANY_LENGTH)).orElse(EVERY_FILE);
        if (source.object().problems().count() > before) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Source.Origin.Folder(path.orElseThrow(), include));
        } catch (Source.InvalidFolder invalid) {
            source.object().report(String.valueOf(invalid.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<Source.Origin> inline(Spot list) {
        List<Spot> elements = list.elements("a list of documents, each with 'label' and 'content'")
                .orElse(List.of());
        documents += elements.size();
        if (documents > MOST_DOCUMENTS) {
            list.report("These are over %,d documents. Put them into a folder, or into a .jsonl file in one."
                    .formatted(MOST_DOCUMENTS));
            return Optional.empty();
        }
        Map<String, Spot> labels = new HashMap<>();
        List<Document> read = new ArrayList<>();
        for (Spot element : elements) {
            DocumentReader.read(element).ifPresent(document -> {
                read.add(document);
                unique(document.label(), element, labels);
            });
        }
        return Optional.of(new Source.Origin.Inline(read));
    }

    private static void unique(String label, Spot spot, Map<String, Spot> labels) {
        Spot first = labels.putIfAbsent(label, spot);
        if (first != null) {
            spot.report("The label '%s' is taken by the document in line %d. Choose another one."
                    .formatted(Names.shown(label), first.line()));
        }
    }
}
