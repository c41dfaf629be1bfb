package dev.tapedeck.web.api;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a run-time policy looks like; the domain reads it, since it may be written in several ways. */
@Schema(
        description =
                "Any of the values; the others come from the layers beneath. Names are camelCase or kebab-case. Durations are ISO 8601, texts such as `500ms`, `30s`, `5m`, `1h`, numbers of seconds, or numbers of milliseconds under a name that ends in `Ms`.")
record PolicyRequest(Optional<RetryView> retry, Optional<BreakerView> circuit) {}
