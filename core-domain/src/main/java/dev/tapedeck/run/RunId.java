package dev.tapedeck.run;

import dev.tapedeck.exchange.Names;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The id of a run, for as long as it is kept: 1 to 128 of {@code [A-Za-z0-9._-]}, not beginning with a dot, and no name
 * that an operating system keeps for a device. Nothing that is made of it leads anywhere else.
 */
public record RunId(String value) {
    private static final Pattern RULE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}");

    /** @throws InvalidRun if it breaks the rule */
    public RunId {
        if (!RULE.matcher(value).matches()) {
            throw new InvalidRun(
                    "id",
                    "'%s' is no run id: use 1 to 128 letters, digits, '.', '_' or '-', not beginning with a dot."
                            .formatted(Names.shown(value)));
        }
        DeviceNames.check("id", value);
    }

    /** A new one, that nobody else has. */
    public static RunId random() {
        return new RunId(UUID.randomUUID().toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
