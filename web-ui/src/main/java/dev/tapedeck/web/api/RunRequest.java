package dev.tapedeck.web.api;

import dev.tapedeck.run.InvalidRun;
import dev.tapedeck.run.LiveSources;
import dev.tapedeck.run.RunId;
import dev.tapedeck.run.RunName;
import dev.tapedeck.run.RunSources;
import dev.tapedeck.run.RunSpec;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a run is begun with. */
record RunRequest(
        @Schema(description = "What people call it: 1 to 128 printable ASCII characters without slashes.")
        String name,

        @Schema(description = "Texts by name, to tell runs apart.")
        Optional<Map<String, String>> labels,

        @Schema(
                description =
                        "1 to 128 of `A-Z a-z 0-9 . _ -`, not beginning with a dot. A new UUID, if there is none.")
        Optional<String> id,

        @Schema(description = "Where its trace can be had while it goes on; only at a host of `tapedeck.runs.hosts`.")
        Optional<String> traceUrl,

        @Schema(
                description =
                        "Where its events can be followed while it goes on: server-sent events; only at a host of `tapedeck.runs.hosts`.")
        Optional<String> streamUrl) {

    /** @throws Refusal that names the member that can't be taken */
    RunSpec spec(LiveSources allowed) {
        Optional<URI> trace = source("traceUrl", traceUrl, allowed);
        Optional<URI> stream = source("streamUrl", streamUrl, allowed);
        return lawful(() -> new RunSpec(
                new RunName(name), labels.orElse(Map.of()), new RunSources(trace, stream), Optional.empty()));
    }

    Optional<RunId> runId() {
        return lawful(() -> id.map(RunId::new));
    }

    private static Optional<URI> source(String member, Optional<String> url, LiveSources allowed) {
        return url.map(text -> lawful(() -> {
            URI source = uri(member, text);
            allowed.check(member, source);
            return source;
        }));
    }

    private static URI uri(String member, String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException noUri) {
            throw Refusal.member("/" + member, "'/%s' must be an http or https address.".formatted(member));
        }
    }

    private static <T> T lawful(Supplier<T> made) {
        try {
            return made.get();
        } catch (InvalidRun invalid) {
            throw Refusal.member("/" + invalid.member(), String.valueOf(invalid.getMessage()));
        }
    }
}
