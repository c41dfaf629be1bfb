package dev.tapedeck.transfer;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.Ending;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.Scrubber;
import dev.tapedeck.cassette.StoreFailures;
import dev.tapedeck.cassette.Ticket;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Names;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.redaction.Finding;
import dev.tapedeck.redaction.Redaction;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes cassettes to files, in memory that doesn't grow with them. Requests are redacted once more: a rule that is new
 * since the recording counts. Thread-safe.
 */
public final class Exports {
    /** The id of Tapedeck's own format, in which nothing is lost. */
    public static final String TAPEDECK = "tapedeck";

    private final CassetteFormats formats;
    private final CassetteStore store;
    private final Addressees addressees;
    private final Scrubber scrubber;
    private final boolean redactOutcomes;

    /** @param redactOutcomes whether answers recorded before that was wished for are redacted too */
    public Exports(
            CassetteFormats formats,
            CassetteStore store,
            Addressees addressees,
            Scrubber scrubber,
            boolean redactOutcomes) {
        this.formats = formats;
        this.store = store;
        this.addressees = addressees;
        this.scrubber = scrubber;
        this.redactOutcomes = redactOutcomes;
    }

    /** A file that is ready to be written. */
    public interface Export {
        /** The name that it should have. */
        String fileName();

        void writeTo(OutputStream out) throws IOException;
    }

    /** The ids of the formats that there are. */
    public List<String> formats() {
        return formats.written();
    }

    /**
     * Makes one cassette ready to be written.
     *
     * @throws FailedCall {@code Unknown}, if there is no such cassette; {@code Invalid}, if there is no such format
     */
    public Export export(CassetteName name, String format) {
        if (!formats.written().contains(format)) {
            throw FailedCall.rejected(new Failure.Invalid(
                    "format",
                    "There is no format '%s'. Use one of: %s."
                            .formatted(Names.shown(format), String.join(", ", formats.written()))));
        }
        store.settle(name);
        Cassette cassette = store.find(name).orElseThrow(() -> StoreFailures.unknown(name));
        return new Written(format, exported(cassette));
    }

    private final class Written implements Export {
        private final String format;
        private final ExportedCassette cassette;

        Written(String format, ExportedCassette cassette) {
            this.format = format;
            this.cassette = cassette;
        }

        @Override
        public String fileName() {
            return cassette.name()
                    + switch (format) {
                        case "vcr", "go-vcr" -> ".yaml";
                        case "har" -> ".har";
                        default -> ".json";
                    };
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            formats.write(format, cassette, out);
        }
    }

    private ExportedCassette exported(Cassette cassette) {
        InteractionPages pages = InteractionPages.of(store, cassette);
        return new ExportedCassette(
                cassette.name(), cassette.recipe(), () -> pages.interactions().map(this::redacted), addressees::url);
    }

    private Interaction redacted(Interaction interaction) {
        Ticket ticket = interaction.ticket();
        Redaction<ProviderRequest> request = scrubber.request(ticket.request());
        Ticket shown = new Ticket(
                ticket.lane(),
                ticket.key(),
                request.value(),
                ticket.recordedAt(),
                joined(ticket.findings(), request.findings()));
        return new Interaction(
                interaction.number(), shown, redactOutcomes ? redacted(interaction.ending()) : interaction.ending());
    }

    private Ending redacted(Ending ending) {
        Ending scrubbed = scrubber.ending(ending.outcome(), ending.durationMillis(), ending.attempts());
        return new Ending(
                scrubbed.outcome(),
                ending.durationMillis(),
                ending.attempts(),
                joined(ending.findings(), scrubbed.findings()));
    }

    private static List<Finding> joined(List<Finding> known, List<Finding> found) {
        return Stream.concat(known.stream(), found.stream().filter(finding -> !known.contains(finding)))
                .toList();
    }
}
