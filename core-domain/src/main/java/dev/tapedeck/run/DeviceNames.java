package dev.tapedeck.run;

import java.util.regex.Pattern;

/** Names that Windows keeps for devices, with any extension: a folder of an export could not bear them. */
final class DeviceNames {
    private static final Pattern RESERVED =
            Pattern.compile("(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\\..*)?", Pattern.CASE_INSENSITIVE);

    private DeviceNames() {}

    /** @throws InvalidRun if it is one of them */
    static void check(String member, String name) {
        if (RESERVED.matcher(name).matches()) {
            throw new InvalidRun(
                    member, "'%s' is a name that operating systems keep for devices. Use another one.".formatted(name));
        }
    }
}
