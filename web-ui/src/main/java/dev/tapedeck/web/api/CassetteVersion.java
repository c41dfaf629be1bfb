package dev.tapedeck.web.api;

import dev.tapedeck.cassette.Cassette;
import jakarta.ws.rs.core.EntityTag;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/** The entity tag of a cassette: another one whenever something on the cassette has changed. */
final class CassetteVersion {
    private CassetteVersion() {}

    static EntityTag of(Cassette cassette) {
        return new EntityTag("%d-%d-%d-%d"
                .formatted(
                        cassette.take().value(),
                        cassette.interactions(),
                        cassette.bytes(),
                        cassette.changedAt().toEpochMilli()));
    }

    /** @throws Refusal if the {@code If-Match} that came names another version than the present one */
    static void check(Optional<String> ifMatch, Supplier<Cassette> present) {
        if (ifMatch.isPresent() && !matches(ifMatch.get(), of(present.get()))) {
            throw new Refusal(Problem.CHANGED, "Get the cassette again, then decide with what it holds now.");
        }
    }

    private static boolean matches(String ifMatch, EntityTag present) {
        return Arrays.stream(ifMatch.split(",", -1))
                .map(String::strip)
                .anyMatch(tag -> tag.equals("*") || tag.equals("\"%s\"".formatted(present.getValue())));
    }
}
