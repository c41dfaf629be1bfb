package dev.tapedeck.transfer;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.Scrubber;
import dev.tapedeck.cassette.Sessions;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Time;
import java.time.Instant;
import java.util.Optional;

/**
 * Brings files into cassettes. What other tools recorded becomes what Tapedeck itself would have recorded: keyed by the
 * cassette's recipe, then redacted, in lane {@code main}, in the file's order. A file comes in whole or not at all, in
 * memory that doesn't grow with it. Thread-safe.
 */
public final class Imports {
    private static final int NOTES = 100;

    private final CassetteFormats formats;
    private final CassetteStore store;
    private final Sessions sessions;
    private final Addressees addressees;
    private final Scrubber scrubber;
    private final Time time;

    public Imports(
            CassetteFormats formats,
            CassetteStore store,
            Sessions sessions,
            Addressees addressees,
            Scrubber scrubber,
            Time time) {
        this.formats = formats;
        this.store = store;
        this.sessions = sessions;
        this.addressees = addressees;
        this.scrubber = scrubber;
        this.time = time;
    }

    /**
     * Brings one file into one cassette, which is made if it isn't there. A file that holds no record at all is an empty
     * cassette; one whose records are all skipped changes nothing.
     *
     * @throws FailedCall {@code Conflict}, if the cassette holds interactions that are to be left alone, or a session is
     *     recording to it; {@code Unknown}, if the chosen provider isn't configured; {@code Invalid} or
     *     {@code Unreadable}, if the file can't be read. Then nothing has changed
     */
    public ImportReport bring(ImportFile file, CassetteName name, ImportChoices choices) {
        return bring(file, name, choices, NOTES);
    }

    /** @param mostNotes how many skipped places and warnings are told in full */
    ImportReport bring(ImportFile file, CassetteName name, ImportChoices choices, int mostNotes) {
        choices.provider().ifPresent(addressees::check);
        Instant now = time.now();
        Destination destination = new Destination(store, name, choices.existing(), now);
        if (destination.exists()) {
            sessions.release(name);
        }
        Notes skipped = new Notes(mostNotes);
        Notes warnings = new Notes(mostNotes);
        ExchangeReader exchanges = new ExchangeReader(addressees, scrubber, choices, now, skipped, warnings);
        Intake intake = new Intake(destination, exchanges, scrubber, skipped, warnings);
        boolean adopted = false;
        try {
            String format = formats.read(file, intake);
            if (intake.imported() == 0 && skipped.count() > 0) {
                return new ImportReport(name, false, format, 0, skipped.all(), warnings.all());
            }
            TakeInTheMaking take = intake.take();
            take.adopt(now);
            adopted = true;
            sessions.rewind(name); // they stand on the take that was
            store.settle(name);
            return new ImportReport(name, take.created(), format, intake.imported(), skipped.all(), warnings.all());
        } finally {
            if (!adopted) {
                destination.discard();
            }
        }
    }

    /** The id of the format that the file is in; nothing if it is in none that can be read. */
    Optional<String> formatOf(ImportFile file) {
        try {
            return Optional.of(formats.read(file, ImportSink.NOWHERE));
        } catch (FailedCall none) {
            return Optional.empty();
        }
    }
}
