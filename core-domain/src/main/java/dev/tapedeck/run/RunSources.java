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
}
