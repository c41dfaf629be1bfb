package dev.tapedeck.storage.file;

import dev.tapedeck.cassette.Ending;
import dev.tapedeck.cassette.RequestKey;
import dev.tapedeck.cassette.Tape;
import dev.tapedeck.cassette.Ticket;
import dev.tapedeck.exchange.Lane;
import dev.tapedeck.storage.document.ScannedInteraction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Where the interactions of one take are, in its document and its journal, and what they sum up to; no bodies. Takes
 * about 90 bytes each. Not thread-safe.
 */
final class TakeIndex {
    private static final String KEY_PREFIX = "sha256:";
    private static final int KEY_BYTES = 32;

    private static final int NUMBER = 0;
    private static final int FLAGS = 4;
    private static final int LANE = 8;
    private static final int MODEL = 12;
    private static final int FINDINGS = 16;
    private static final int TICKET_LENGTH = 20;
    private static final int ENDING_LENGTH = 24;
    private static final int TICKET_AT = 28;
    private static final int ENDING_AT = 36;
    private static final int BYTES = 44;
    private static final int KEY = 52;
    private static final int WIDTH = KEY + KEY_BYTES;

    private static final int IN_DOCUMENT = 1;
    private static final int ENDED = 2;
    private static final int ENDED_IN_JOURNAL = 4;
    private static final int REMOVED = 8;

    private final Rows rows = new Rows(WIDTH);
    private final Texts lanes;
    private final Texts models;
    private final Totals totals;
    private int lastNumber;
    private boolean differsFromDocument;

    /**
     * Where one interaction is.
     *
     * @param row its place in this index
     * @param inDocument whether it stands in the document, as a whole; else its ticket stands in the journal
     * @param ticket where the ticket, or the interaction in the document, is
     * @param ending where in the journal its ending is, if it is there
     */
    record Location(int row, int number, boolean inDocument, Spot ticket, Optional<Spot> ending) {
        /** Whether the document alone holds all of it. */
        boolean settled() {
            return inDocument && ending.isEmpty();
        }
    }

    TakeIndex() {
        this(new Texts(), new Texts(), new Totals(), 0);
    }

    private TakeIndex(Texts lanes, Texts models, Totals totals, int lastNumber) {
        this.lanes = lanes;
        this.models = models;
        this.totals = totals;
        this.lastNumber = lastNumber;
    }

    /** An index without rows to replace this one, which must not change until then. */
    TakeIndex replacement() {
        return new TakeIndex(lanes, models, totals, lastNumber);
    }

    Totals totals() {
        return totals;
    }

    int lastNumber() {
        return lastNumber;
    }

    /** Gives out higher numbers than this from now on. */
    void numbersAfter(int number) {
        lastNumber = Math.max(lastNumber, number);
    }

    /** How many rows there are, those of removed interactions included. */
    int rows() {
        return rows.size();
    }

    /** Whether anything was begun, ended or removed that the document doesn't show. */
    boolean differsFromDocument() {
        return differsFromDocument;
    }

    /** Adds an interaction of the document; its number is above all others. */
    void inDocument(ScannedInteraction scanned, Spot spot) {
        Tape.Entry entry = scanned.entry();
        int row = add(entry.number(), entry.lane(), entry.key(), spot, scanned.model(), scanned.recordedAt());
        rows.number(row, FLAGS, IN_DOCUMENT | (entry.complete() ? ENDED : 0));
        weigh(row, scanned.bytes(), scanned.findings());
    }

    /** Adds an interaction of the index that this one is to replace, which now stands in the document. */
    void settled(TakeIndex before, int beforeRow, Spot spot) {
        int row = rows.add();
        rows.copy(before.rows, beforeRow, row);
        rows.number(row, FLAGS, IN_DOCUMENT | (before.is(beforeRow, ENDED) ? ENDED : 0));
        rows.number(row, TICKET_LENGTH, spot.length());
        rows.big(row, TICKET_AT, spot.at());
    }

    /** Adds an interaction whose ticket is in the journal; its number is above all others. */
    void begun(int number, Ticket ticket, Spot spot) {
        differsFromDocument = true;
        int row = add(number, ticket.lane(), ticket.key(), spot, ticket.model(), ticket.recordedAt());
        weigh(row, ticket.request().body().length(), ticket.findings().size());
    }

    private int add(int number, Lane lane, RequestKey key, Spot spot, Optional<String> model, Instant recordedAt) {
        int row = rows.add();
        String modelName = model.orElse("");
        rows.number(row, NUMBER, number);
        rows.number(row, LANE, lanes.number(lane.name()));
        rows.number(row, MODEL, models.number(modelName));
        rows.number(row, TICKET_LENGTH, spot.length());
        rows.big(row, TICKET_AT, spot.at());
        rows.bytes(
                row,
                KEY,
                HexFormat.of()
                        .parseHex(key.value(), KEY_PREFIX.length(), key.value().length()));
        totals.begun(recordedAt, modelName);
        numbersAfter(number);
        return row;
    }

    /** Adds the ending that stands in the journal, to an interaction that is here and has none. */
    void ended(int number, Ending ending, Spot spot) {
        differsFromDocument = true;
        int row = row(number);
        rows.number(row, FLAGS, rows.number(row, FLAGS) | ENDED | ENDED_IN_JOURNAL);
        rows.number(row, ENDING_LENGTH, spot.length());
        rows.big(row, ENDING_AT, spot.at());
        weigh(row, ending.outcome().bytes(), ending.findings().size());
    }

    private void weigh(int row, long bytes, int findings) {
        rows.big(row, BYTES, rows.big(row, BYTES) + bytes);
        rows.number(row, FINDINGS, rows.number(row, FINDINGS) + findings);
        totals.weigh(bytes, findings);
    }

    /** Removes an interaction that is here. */
    void removed(int number) {
        differsFromDocument = true;
        int row = row(number);
        rows.number(row, FLAGS, rows.number(row, FLAGS) | REMOVED);
        totals.removed(models.text(rows.number(row, MODEL)));
        totals.weigh(-rows.big(row, BYTES), -rows.number(row, FINDINGS));
    }

    boolean has(int number) {
        return row(number) >= 0;
    }

    boolean complete(int number) {
        return is(row(number), ENDED);
    }

    Optional<Location> find(int number) {
        int row = row(number);
        return row < 0 ? Optional.empty() : Optional.of(location(row));
    }

    /** In order of number, beginning after that number. */
    List<Location> after(int number, int limit) {
        List<Location> found = new ArrayList<>();
        for (int row = firstAfter(number); row < rows.size() && found.size() < limit; row++) {
            if (!is(row, REMOVED)) {
                found.add(location(row));
            }
        }
        return found;
    }

    List<Tape.Entry> entries() {
        List<Tape.Entry> entries = new ArrayList<>(totals.interactions());
        for (int row = 0; row < rows.size(); row++) {
            if (!is(row, REMOVED)) {
                entries.add(new Tape.Entry(rows.number(row, NUMBER), lane(row), key(row), is(row, ENDED)));
            }
        }
        return entries;
    }

    private Location location(int row) {
        Spot ticket = new Spot(rows.big(row, TICKET_AT), rows.number(row, TICKET_LENGTH));
        Optional<Spot> ending = is(row, ENDED_IN_JOURNAL)
                ? Optional.of(new Spot(rows.big(row, ENDING_AT), rows.number(row, ENDING_LENGTH)))
                : Optional.empty();
        return new Location(row, rows.number(row, NUMBER), is(row, IN_DOCUMENT), ticket, ending);
    }

    private Lane lane(int row) {
        return Lane.of(lanes.text(rows.number(row, LANE)));
    }

    private RequestKey key(int row) {
        return new RequestKey(KEY_PREFIX + HexFormat.of().formatHex(rows.bytes(row, KEY, KEY_BYTES)));
    }

    private boolean is(int row, int flag) {
        return (rows.number(row, FLAGS) & flag) != 0;
    }

    /** The row of an interaction that is here; negative if it isn't. */
    private int row(int number) {
        int row = firstAfter(number - 1);
        return row < rows.size() && rows.number(row, NUMBER) == number && !is(row, REMOVED) ? row : -1;
    }

    private int firstAfter(int number) {
        int from = 0;
        int to = rows.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (rows.number(middle, NUMBER) <= number) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
