package dev.tapedeck.web.api;

import dev.tapedeck.exchange.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What somebody wants to hear about: a query parameter. */
@Schema(
        type = SchemaType.STRING,
        enumeration = {"all", "calls", "circuits", "builds", "runs"},
        defaultValue = Topic.USUAL)
record Topic(Kind kind) {
    static final String USUAL = "all";

    /** The topics there are. */
    private enum Kind {
        ALL,
        CALLS,
        CIRCUITS,
        BUILDS,
        RUNS;

        private String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reads a query parameter. */
    static Topic valueOf(String text) {
        List<String> known = Arrays.stream(Kind.values()).map(Kind::id).toList();
        if (!known.contains(text)) {
            throw Refusal.parameter("topic", Suggestion.unknown("topic", text, known));
        }
        return new Topic(Kind.valueOf(text.toUpperCase(Locale.ROOT)));
    }

    boolean hasCalls() {
        return has(Kind.CALLS);
    }

    boolean hasCircuits() {
        return has(Kind.CIRCUITS);
    }

    boolean hasBuilds() {
        return has(Kind.BUILDS);
    }

    boolean hasRuns() {
        return has(Kind.RUNS);
    }

    private boolean has(Kind wanted) {
        return kind == Kind.ALL || kind == wanted;
    }
}
