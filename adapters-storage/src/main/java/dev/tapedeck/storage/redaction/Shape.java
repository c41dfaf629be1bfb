package dev.tapedeck.storage.redaction;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Optional;
import java.util.function.Predicate;

/** Secrets that are known by how they look. */
final class Shape implements Detector {
    private static final int WINDOW = 2_000;

    private final String rule;
    private final Pattern pattern;
    private final boolean amidWords;
    private final int window;
    private final Predicate<String> check;

    private Shape(String rule, Pattern pattern, boolean amidWords, int window, Predicate<String> check) {
        this.rule = rule;
        this.pattern = pattern;
        this.amidWords = amidWords;
        this.window = window;
        this.check = check;
    }

    /** @param pattern in RE2 syntax, from the literal on; if it has a group, that is the secret */
    static Shape of(String rule, String pattern) {
        return new Shape(rule, Pattern.compile(pattern), false, WINDOW, secret -> true);
    }

    /** Looks at so many characters from the literal on, instead of {@value #WINDOW}. */
    Shape within(int characters) {
        return new Shape(rule, pattern, amidWords, characters, check);
    }

    /** Finds it right after a letter or digit, too. */
    Shape amidWords() {
        return new Shape(rule, pattern, true, window, check);
    }

    /** Takes what matches for a secret only if this holds. */
    Shape onlyIf(Predicate<String> holds) {
        return new Shape(rule, pattern, amidWords, window, holds);
    }

    @Override
    public Optional<Hit> at(String text, int at, Budget budget) {
        if (!amidWords && at > 0 && Character.isLetterOrDigit(text.charAt(at - 1))) {
            return Optional.empty();
        }
        String view = text.substring(at, Math.min(text.length(), at + window));
        budget.spend(view.length());
        Matcher matcher = pattern.matcher(view);
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        int group = matcher.groupCount();
        return Optional.of(Hit.in(text, rule, at + matcher.start(group), at + matcher.end(group)))
                .filter(hit -> check.test(hit.secret()));
    }
}
