package dev.tapedeck.transfer;

import dev.tapedeck.cassette.CassetteName;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Names cassettes after the files that they come from, each name once. Used by one thread. */
public final class NamesFromFiles {
    private static final int LONGEST = 128;
    private static final Pattern FOLDERS = Pattern.compile("(?s).*[/\\\\]");
    private static final Pattern ENDINGS = Pattern.compile("(?i)(\\.(json|ya?ml|har|httprr|txt|gz))+$");
    private static final Pattern UNLAWFUL = Pattern.compile("[^A-Za-z0-9._-]+");
    private static final Pattern BEGINNING = Pattern.compile("^[^A-Za-z0-9]+");

    /** In lower case: a folder may not tell letters by their case. */
    private final Set<String> given = new HashSet<>();

    /** The name for this file; with a number, if another file of this row got the name before. */
    public CassetteName next(String fileName) {
        String name = of(fileName).value();
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(number -> number == 1 ? new CassetteName(name) : withEnding(name, "-" + number))
                .filter(candidate -> given.add(candidate.value().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow();
    }

    /** The name for a file that stands alone: its own, without folders and ending, made lawful. */
    public static CassetteName of(String fileName) {
        String plain =
                ENDINGS.matcher(FOLDERS.matcher(fileName).replaceFirst("")).replaceFirst("");
        String lawful = BEGINNING
                .matcher(UNLAWFUL.matcher(PlainLetters.of(plain)).replaceAll("-"))
                .replaceFirst("");
        return new CassetteName(lawful.isEmpty() ? "import" : lawful.substring(0, Math.min(lawful.length(), LONGEST)));
    }

    /** The name with this at its end, cut so that it isn't too long. */
    static CassetteName withEnding(String name, String ending) {
        return new CassetteName(name.substring(0, Math.min(name.length(), LONGEST - ending.length())) + ending);
    }
}
