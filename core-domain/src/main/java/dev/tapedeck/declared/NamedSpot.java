package dev.tapedeck.declared;

import dev.tapedeck.exchange.Names;
import java.util.Optional;

/** A name, and where it stands. */
public record NamedSpot(String name, Spot spot) {
    /** The text as a name of that kind, if it keeps the rule for names. */
    public static Optional<NamedSpot> read(String kind, Spot spot) {
        return spot.anyText().flatMap(text -> checked(kind, text, spot));
    }

    public static Optional<NamedSpot> checked(String kind, String name, Spot spot) {
        try {
            return Optional.of(new NamedSpot(Names.checked(kind, name), spot));
        } catch (Names.InvalidName invalid) {
            spot.report(String.valueOf(invalid.getMessage()));
            return Optional.empty();
        }
    }
}
