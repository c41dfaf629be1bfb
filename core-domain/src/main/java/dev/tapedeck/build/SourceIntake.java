package dev.tapedeck.build;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Digests;
import dev.tapedeck.pipeline.Document;
import dev.tapedeck.pipeline.Source;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Takes the documents of a source into a build, as they are then: from there on nobody needs the files any more. */
final class SourceIntake {
    private final Workshop workshop;
    private final Desk desk;

    SourceIntake(Workshop workshop, Desk desk) {
        this.workshop = workshop;
        this.desk = desk;
    }

    /** All of them, from the first on: what an intake that broke off had left is replaced. */
    void take(Source source, LayerStatus status) {
        MessageDigest digest = Digests.sha256();
        int number = 0;
        try (Stream<Document> documents =
                workshop.pipelines().documents(desk.build().pipeline(), source)) {
            Iterator<Document> each = documents.iterator();
            while (each.hasNext()) {
                number = part(source, each, number, digest);
            }
        }
        dropAfter(source, number);
        String amount = Digests.hex(digest);
        desk.write(
                build -> build.with(UnitFingerprints.with(build.fingerprint(), source, amount)),
                List.of(new Change.OfLayer(status.made(false).in(LayerState.COMPLETED))));
    }

    private int part(Source source, Iterator<Document> documents, int before, MessageDigest digest) {
        List<Bytes> contents = new ArrayList<>();
        List<WorkUnit> units = new ArrayList<>();
        long bytes = 0;
        while (documents.hasNext() && units.size() < Ingredients.PAGE && bytes < Ingredients.BYTES) {
            Document document = documents.next();
            Bytes content = Bytes.utf8(document.content());
            bytes += content.length();
            WorkUnit unit = unit(source, before + units.size() + 1, document, ArtifactId.of(content));
            contents.add(content);
            units.add(unit);
            add(digest, document, ArtifactId.of(content));
        }
        workshop.artifacts().put(contents);
        desk.write(new Change.OfUnits(units));
        return before + units.size();
    }

    private static WorkUnit unit(Source source, int number, Document document, ArtifactId content) {
        return new WorkUnit(
                new UnitRef(source.name(), number),
                document.label(),
                document.metadata(),
                UnitState.SUCCEEDED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(content),
                Optional.empty());
    }

    /** What these documents amount to. */
    static String amount(Stream<Document> documents) {
        MessageDigest digest = Digests.sha256();
        documents.forEach(document -> add(digest, document, ArtifactId.of(Bytes.utf8(document.content()))));
        return Digests.hex(digest);
    }

    private static void add(MessageDigest digest, Document document, ArtifactId content) {
        Digests.add(digest, document.label());
        Digests.add(digest, content.value());
        document.metadata().forEach((name, value) -> {
            Digests.add(digest, name);
            Digests.add(digest, value);
        });
    }

    /**
     * An intake that broke off may have seen more documents than there are now: what is over is no document of the build.
     */
    private void dropAfter(Source source, int last) {
        long before = workshop.builds().counts(desk.id()).getOrDefault(source.name(), Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        if (before > last) {
            desk.write(
                    new Change.NoUnitsAfter(new UnitRef(source.name(), last)),
                    new Change.Told(
                            BuildEvent.Kind.UNITS_CHANGED,
                            "Source '%s' was taken in again from its start, because that had broken off: it has %d documents now, and had at least %d."
                                    .formatted(source.name(), last, before)));
        }
    }
}
