package dev.tapedeck.transfer;

import dev.tapedeck.cassette.Ending;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.Scrubber;
import dev.tapedeck.cassette.Ticket;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.redaction.Finding;
import dev.tapedeck.redaction.Redaction;
import java.util.List;
import java.util.stream.Stream;

/** Takes over what Tapedeck recorded, here or elsewhere. Nothing in it is trusted: it is redacted once more. */
final class InteractionReader {
    private final Scrubber scrubber;
    private final Notes warnings;

    InteractionReader(Scrubber scrubber, Notes warnings) {
        this.scrubber = scrubber;
        this.warnings = warnings;
    }

    /**
     * @param key what makes its key in the cassette to which it comes
     */
    Interaction interaction(int number, Interaction found, KeyCheck key) {
        String place = "interaction " + found.number();
        Ticket ticket = ticket(found.ticket(), key.keyFor(place, found.ticket(), warnings), place);
        return new Interaction(number, ticket, ending(found.ending(), place));
    }

    private Ticket ticket(Ticket found, dev.tapedeck.cassette.RequestKey key, String place) {
        Redaction<ProviderRequest> request = scrubber.request(found.request());
        List<Finding> news = without(request.findings(), found.findings());
        FoundSecrets.inRequest(place, news, warnings);
        return new Ticket(found.lane(), key, request.value(), found.recordedAt(), joined(found.findings(), news));
    }

    private Ending ending(Ending found, String place) {
        Ending scrubbed = scrubber.ending(found.outcome(), found.durationMillis(), found.attempts());
        List<Finding> news = without(scrubbed.findings(), found.findings());
        FoundSecrets.inOutcome(place, news, warnings);
        return new Ending(scrubbed.outcome(), found.durationMillis(), found.attempts(), joined(found.findings(), news));
    }

    private static List<Finding> without(List<Finding> findings, List<Finding> known) {
        return findings.stream().filter(finding -> !known.contains(finding)).toList();
    }

    private static List<Finding> joined(List<Finding> known, List<Finding> news) {
        return Stream.concat(known.stream(), news.stream()).toList();
    }
}
