package dev.tapedeck.run;

import dev.tapedeck.exchange.Names;
import java.util.regex.Pattern;

/**
 * What people call a run: 1 to 128 printable ASCII characters without slashes, beginning with a letter, a digit,
 * {@code _} or {@code -}, not ending with a space, and no name of a device. Every id is one.
 */
public record RunName(String value) {
    private static final Pattern RULE =
            Pattern.compile("[A-Za-z0-9_-](?:[\\x20-\\x7E&&[^/\\\\]]{0,126}[\\x21-\\x7E&&[^/\\\\]])?");

    /** @throws InvalidRun if it breaks the rule */
    public RunName {
        if (!RULE.matcher(value).matches()) {
            throw new InvalidRun(
                    "name",
                    "'%s' is no name of a run: use 1 to 128 printable ASCII characters without slashes, beginning with a letter or digit, and not ending with a space."
                            .formatted(Names.shown(value)));
        }
        DeviceNames.check("name", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
