package dev.tapedeck.web.wiring;

import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.Scrubber;
import dev.tapedeck.cassette.Sessions;
import dev.tapedeck.exchange.ProviderDirectory;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.redaction.Redactor;
import dev.tapedeck.storage.formats.DefaultCassetteFormats;
import dev.tapedeck.storage.formats.ImportLimits;
import dev.tapedeck.transfer.Addressees;
import dev.tapedeck.transfer.Archive;
import dev.tapedeck.transfer.CassetteFormats;
import dev.tapedeck.transfer.Copies;
import dev.tapedeck.transfer.Exports;
import dev.tapedeck.transfer.Imports;
import dev.tapedeck.transfer.Verifier;
import dev.tapedeck.web.transfer.Uploads;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;

/** The part of the house in which recordings come and go as files. */
@Singleton
class TransferRoom {
    private static final String INCOMING = "incoming";
    /** An archive may hold so many times the largest file, unpacked. */
    private static final int UNPACKED = 16;

    private static final int ARCHIVE_ENTRIES = 10_000;

    private final Path incoming;
    private final long maxSize;
    private final boolean redactOutcomes;

    TransferRoom(TapedeckConfig config) {
        this.incoming = config.dataDirectory().resolve(INCOMING);
        this.maxSize = config.imports().maxSize().asLongValue();
        this.redactOutcomes = config.redaction().outcomes();
    }

    @Produces
    @Singleton
    Uploads uploads() {
        return new Uploads(incoming, maxSize);
    }

    @Produces
    @Singleton
    CassetteFormats formats() {
        return new DefaultCassetteFormats(ImportLimits.DEFAULT.withFile(maxSize));
    }

    @Produces
    @Singleton
    Scrubber scrubber(Redactor redactor) {
        return new Scrubber(redactor, redactOutcomes);
    }

    @Produces
    @Singleton
    Addressees addressees(ProviderDirectory providers) {
        return new Addressees(
                providers, (entry, path, headers) -> ProviderAssembly.dialectOf(Optional.of(entry), path, headers));
    }

    @Produces
    @Singleton
    Imports imports(
            CassetteFormats formats,
            CassetteStore store,
            Sessions sessions,
            Addressees addressees,
            Scrubber scrubber,
            Time time) {
        return new Imports(formats, store, sessions, addressees, scrubber, time);
    }

    @Produces
    @Singleton
    Exports exports(CassetteFormats formats, CassetteStore store, Addressees addressees, Scrubber scrubber) {
        return new Exports(formats, store, addressees, scrubber, redactOutcomes);
    }

    @Produces
    @Singleton
    Archive archive(CassetteStore store, Exports exports, Imports imports) {
        return new Archive(
                store, exports, imports, new Archive.Limits(incoming, maxSize, UNPACKED * maxSize, ARCHIVE_ENTRIES));
    }

    @Produces
    @Singleton
    Verifier verifier(CassetteStore store, Scrubber scrubber) {
        return new Verifier(store, scrubber);
    }

    @Produces
    @Singleton
    Copies copies(CassetteStore store, Stores stores) {
        return new Copies(stores.nameInUse(), store, stores.others());
    }
}
