package dev.tapedeck.transfer;

import dev.tapedeck.cassette.CassetteName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Names cassettes after the files of one upload, each name once. A file's own name is enough where it says something
 * and no other file has it; else the folders above it come before it, as many as it takes. The order of the files makes
 * no difference. Used by one thread.
 */
public final class NamesFromFiles {
    private static final int LONGEST = 128;
    private static final Pattern SEPARATORS = Pattern.compile("[/\\\\]+");
    private static final Pattern ENDINGS = Pattern.compile("(?i)(\\.(json|ya?ml|har|httprr|txt|gz))+$");
    private static final Pattern UNLAWFUL = Pattern.compile("[^A-Za-z0-9._-]+");
    private static final Pattern BEGINNING = Pattern.compile("^[^A-Za-z0-9]+");

    private final Map<String, CassetteName> names = new HashMap<>();
    /** In lower case: a folder may not tell letters by their case. */
    private final Set<String> given = new HashSet<>();

    private final Set<String> handedOut = new HashSet<>();

    /** @param files the names of all files of the upload, with their folders */
    public NamesFromFiles(Collection<String> files) {
        Map<String, Choice> choices = new TreeMap<>();
        files.forEach(file -> choices.computeIfAbsent(file, Choice::new));
        Set<Choice> clashing = settle(choices.values());
        choices.values().stream()
                .sorted(Comparator.comparing(clashing::contains))
                .forEach(choice -> names.put(choice.file, free(choice.name())));
    }

    /** Puts folders before the names that clash, until none does or there are no more; gives back those that still do. */
    private static Set<Choice> settle(Collection<Choice> choices) {
        while (true) {
            Set<Choice> clashing = choices.stream().collect(Collectors.groupingBy(Choice::key)).values().stream()
                    .filter(same -> same.size() > 1)
                    .flatMap(List::stream)
                    .collect(Collectors.toSet());
            if (clashing.stream().filter(Choice::next).toList().isEmpty()) {
                return clashing;
            }
        }
    }

    /** The name for this file; with a number, if another one of the very same name came before. */
    public CassetteName next(String file) {
        CassetteName name = names.get(file);
        return name != null && handedOut.add(file) ? name : free(of(file).value());
    }

    private CassetteName free(String name) {
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(number -> number == 1 ? new CassetteName(name) : withEnding(name, "-" + number))
                .filter(candidate -> given.add(candidate.value().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow();
    }

    /** The name for a file that stands alone: its own, without ending, or its folder's if it says nothing; made lawful. */
    public static CassetteName of(String file) {
        return new CassetteName(new Choice(file).name());
    }

    /** The name with this at its end, cut so that it isn't too long. */
    static CassetteName withEnding(String name, String ending) {
        return new CassetteName(name.substring(0, Math.min(name.length(), LONGEST - ending.length())) + ending);
    }

    /** What one file may be called, the shortest first. */
    private static final class Choice {
        /** Every recording of Polly.JS is called so; its folder bears the test's name, and a hash of it. */
        private static final String SAYS_NOTHING = "recording";

        private static final Pattern HASH = Pattern.compile("_\\d+$");
        private static final int MOST_FOLDERS = 10;

        private final String file;
        private final List<String> names = new ArrayList<>();
        private int at;

        Choice(String file) {
            this.file = file;
            List<String> parts = SEPARATORS
                    .splitAsStream(file)
                    .filter(part -> !part.isEmpty())
                    .toList();
            int last = Math.max(0, parts.size() - 1);
            String own = parts.isEmpty() ? "" : ENDINGS.matcher(parts.getLast()).replaceFirst("");
            boolean telling = last == 0 || !own.equalsIgnoreCase(SAYS_NOTHING);
            if (telling) {
                names.add(lawful(own));
            }
            for (int from = last - 1; from >= Math.max(0, last - MOST_FOLDERS); from--) {
                List<String> folders = parts.subList(from, last);
                if (telling) {
                    names.add(lawful(String.join("-", folders) + "-" + own));
                } else {
                    names.add(lawful(folders.stream()
                            .map(folder -> HASH.matcher(folder).replaceFirst(""))
                            .collect(Collectors.joining("-"))));
                    names.add(lawful(String.join("-", folders)));
                }
            }
        }

        private static String lawful(String name) {
            String lawful = BEGINNING
                    .matcher(UNLAWFUL.matcher(PlainLetters.of(name)).replaceAll("-"))
                    .replaceFirst("");
            return lawful.isEmpty() ? "import" : lawful.substring(0, Math.min(lawful.length(), LONGEST));
        }

        String name() {
            return names.get(at);
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Goes on to the next name, if there is one. */
        boolean next() {
            boolean more = at + 1 < names.size();
            at += more ? 1 : 0;
            return more;
        }
    }
}
