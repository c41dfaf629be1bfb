package dev.tapedeck.cassette;

import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.ProviderRequest;
import java.time.Instant;
import java.util.List;

/**
 * A call that the tape had no answer for.
 *
 * @param request what was asked, redacted
 * @param exhausted whether there were matches, all handed out
 * @param message what the client was told
 * @param nearest the nearest recordings, best first, at most 3
 */
public record Miss(
        Instant at,
        Lane lane,
        RequestKey key,
        ProviderRequest request,
        boolean exhausted,
        String message,
        List<Nearest> nearest) {
    public Miss {
        nearest = List.copyOf(nearest);
    }
}
