package dev.tapedeck.run;

import java.net.URI;
import java.util.Optional;

/**
 * Where a run can be watched while it goes on, if its program offers that.
 *
 * @param trace what {@code GET /runs/{id}/trace} passes on
 * @param stream what {@code GET /runs/{id}/stream} passes on: server-sent events
 */
public record RunSources(Optional<URI> trace, Optional<URI> stream) {
    public static final RunSources NONE = new RunSources(Optional.empty(), Optional.empty());

    private static final int LONGEST = 2_000;

    /** @throws InvalidRun if an address is too long */
    public RunSources {
        check("traceUrl", trace);
        check("streamUrl", stream);
    }

    private static void check(String member, Optional<URI> source) {
        if (source.filter(uri -> uri.toString().length() > LONGEST).isPresent()) {
            throw new InvalidRun(member, "The address has at most %,d characters.".formatted(LONGEST));
        }
    }

    /** One as it may be shown: what stands in its query may be a secret. */
    public static String shown(URI source) {
        String text = source.toString();
        int query = text.indexOf('?');
        return query < 0 ? text : text.substring(0, query) + "?…";
    }
}
