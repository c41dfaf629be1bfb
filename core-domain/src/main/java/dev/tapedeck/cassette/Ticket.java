package dev.tapedeck.cassette;

import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.redaction.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of an interaction when its call starts. Storing it takes the place in the lane.
 *
 * @param request the request, redacted
 * @param model the model asked for, if the request names one
 * @param findings what was redacted in the request
 */
public record Ticket(
        Lane lane,
        RequestKey key,
        ProviderRequest request,
        Optional<String> model,
        Instant recordedAt,
        List<Finding> findings) {
    public Ticket {
        findings = List.copyOf(findings);
    }
}
