package dev.tapedeck.web.api;

import dev.tapedeck.cassette.Cassette;
import jakarta.ws.rs.core.EntityTag;
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
        if (ifMatch.isPresent() && !EntityTags.matches(ifMatch, of(present.get()))) {
            throw new Refusal(Problem.CHANGED, "Get the cassette again, then decide with what it holds now.");
        }
    }
}
