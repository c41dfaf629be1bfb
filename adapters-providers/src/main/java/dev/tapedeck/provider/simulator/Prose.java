package dev.tapedeck.provider.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Friendly text that has something to do with the prompt. */
final class Prose {
    private static final int ECHOED_WORDS = 6;
    private static final int ECHOED_LETTERS = 60;
    private static final Pattern TOKEN = Pattern.compile("\\s*\\S+");

    private static final List<String> OPENINGS = List.of(
            "You asked about “%s”.",
            "“%s” is a fine place to begin.", "Let us look at “%s” together.", "Thank you for “%s”.");

    private static final List<String> SENTENCES = List.of(
            "A good answer starts with a small example and grows from there, one step at a time.",
            "The short version is that it works, and the long version tells the reason why.",
            "Think of a tape that plays the same tune whenever somebody presses the button.",
            "Write down what you know first, then what you don't, and begin with the shorter list.",
            "Most of it is simple once the parts have names, so let us give each part a name.",
            "There are two ways to see this, and the second one is usually the more cheerful.",
            "If you try it on a quiet morning with a cup of tea, it makes sense almost at once.",
            "The best way to be sure is to run it twice and to compare both results line by line.",
            "It helps to picture a harbour: boats come and go, and the lighthouse stays where it is.",
            "Nobody gets this right the first time, which is why the second time is so pleasant.");

    private static final List<String> WORDS = List.of(
            "harbour", "lantern", "meadow", "compass", "violin", "river", "garden", "window", "copper", "summer",
            "ribbon", "orchard");

    private Prose() {}

    /** An answer to the prompt, in tokens that together are the text. */
    static List<String> about(String prompt, Seed seed) {
        String first = seed.on("first").pick(SENTENCES);
        List<String> others =
                SENTENCES.stream().filter(sentence -> !sentence.equals(first)).toList();
        return tokens(opening(prompt, seed) + first + " " + seed.on("second").pick(others));
    }

    /** One friendly word. */
    static String word(Seed seed) {
        return seed.pick(WORDS);
    }

    private static String opening(String prompt, Seed seed) {
        String echo = echo(prompt);
        return echo.isEmpty() ? "Hello! " : seed.on("opening").pick(OPENINGS).formatted(echo) + " ";
    }

    private static String echo(String prompt) {
        String beginning = prompt.substring(0, Math.min(prompt.length(), 1_000)).strip();
        String[] words = beginning.split("\\s+");
        String echo = String.join(" ", Arrays.copyOf(words, Math.min(words.length, ECHOED_WORDS)));
        if (echo.codePointCount(0, echo.length()) > ECHOED_LETTERS) {
            echo = echo.substring(0, echo.offsetByCodePoints(0, ECHOED_LETTERS));
        }
        return echo.length() < prompt.strip().length() ? echo + " …" : echo;
    }

    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        return tokens;
    }
}
