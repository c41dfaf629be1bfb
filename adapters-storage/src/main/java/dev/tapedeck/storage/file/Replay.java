package dev.tapedeck.storage.file;

import dev.tapedeck.cassette.Ending;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.Ticket;
import dev.tapedeck.storage.document.InteractionJson;
import dev.tapedeck.storage.file.JournalReader.Extent;
import dev.tapedeck.storage.file.TakeIndex.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings what a journal holds into the index of the document it was written beside. It may have been done before: what
 * the document holds already is not added again. Somebody may have changed the document since: an interaction of the
 * journal whose number another one has got meanwhile gets the next number, so that neither is lost.
 */
final class Replay implements JournalReader.Reader {
    private final Path journal;
    private final Bodies bodies;
    private final Map<Integer, Integer> renumbered = new HashMap<>();
    private final Set<Integer> touched = new HashSet<>();
    private TakeIndex index;
    private Optional<KeyRecipe> recipe = Optional.empty();
    private boolean replacesDocument;
    private boolean deleted;

    private Replay(Path journal, Bodies bodies, TakeIndex document) {
        this.journal = journal;
        this.bodies = bodies;
        this.index = document;
    }

    /**
     * What came of it.
     *
     * @param recipe the recipe in the journal's head; empty if not even the head is whole
     * @param index what the cassette holds
     * @param replacesDocument whether the journal's take is another one than the document's
     * @param deleted whether the cassette was deleted
     * @param interactions how many interactions the journal says something of
     */
    record Result(
            Extent extent,
            Optional<KeyRecipe> recipe,
            TakeIndex index,
            boolean replacesDocument,
            boolean deleted,
            int interactions) {}

    /** @param document the index of the document; it is changed */
    static Result of(Path journal, Bodies bodies, TakeIndex document) throws IOException {
        Replay replay = new Replay(journal, bodies, document);
        Extent extent = JournalReader.read(journal, replay);
        return new Result(
                extent, replay.recipe, replay.index, replay.replacesDocument, replay.deleted, replay.touched.size());
    }

    @Override
    public void record(JournalRecord record, long bodyAt) throws IOException {
        Spot spot = new Spot(bodyAt, record.body().length);
        switch (record.kind()) {
            case HEAD -> head(record);
            case TICKET -> begun(record, spot);
            case ENDING -> ended(record, spot);
            case REMOVAL -> removed(number(record));
            case DELETED -> deleted = true;
        }
    }

    private void head(JournalRecord record) throws IOException {
        recipe = Optional.of(Journal.head(source(), record.body()).recipe());
        if (record.number() == Journal.Base.NOTHING.ordinal()) {
            replacesDocument = true;
            index = new TakeIndex();
        }
    }

    private void begun(JournalRecord record, Spot spot) throws IOException {
        touched.add(record.number());
        Ticket ticket = InteractionJson.ticket(source(), record.body()).ticket();
        if (!isInDocument(record.number(), ticket)) {
            int number = Math.max(record.number(), index.lastNumber() + 1);
            renumbered.put(record.number(), number);
            index.begun(number, ticket, spot);
        }
    }

    private boolean isInDocument(int number, Ticket ticket) throws IOException {
        Optional<Location> there = index.find(number).filter(Location::inDocument);
        return there.isPresent() && bodies.read(there.get()).ticket().equals(ticket);
    }

    private void ended(JournalRecord record, Spot spot) {
        touched.add(record.number());
        int number = number(record);
        if (index.has(number) && !index.complete(number)) {
            Ending ending = InteractionJson.ending(source(), record.body()).ending();
            index.ended(number, ending, spot);
        }
    }

    private void removed(int number) {
        if (index.has(number)) {
            index.removed(number);
        }
    }

    private int number(JournalRecord record) {
        return renumbered.getOrDefault(record.number(), record.number());
    }

    private String source() {
        return String.valueOf(journal.getFileName());
    }
}
