package dev.tapedeck.storage.redaction;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Values that a text calls secret: {@code password=…}, {@code "api_key": "…"}, {@code ?sig=…}. A value in quotes counts
 * whatever it is; one without counts if it looks made up, so that prose and program code stay as they are.
 */
final class Label implements Detector {
    private static final String RULE = "secret-value";
    private static final String PARAMETER_RULE = "secret-parameter";
    private static final int MAX_NAME = 64;
    private static final int MAX_VALUE = 4_000;
    private static final int MIN_UNQUOTED = 6;
    private static final String[] SCHEMES = {"bearer ", "basic ", "token ", "digest "};

    /** Last words of names of secrets. */
    private static final String[] WORDS = {
        "authorization",
        "key",
        "password",
        "passwd",
        "pwd",
        "passphrase",
        "secret",
        "token",
        "string",
        "cookie",
        "credential",
        "credentials",
        "sig",
        "signature",
        "auth",
        "pass",
        "sas"
    };

    /** Where a name ends, and where its value begins. */
    private record Name(String text, boolean parameter, int valueAt) {}

    static void addTo(Literals literals) {
        for (String word : WORDS) {
            literals.addIgnoringCase(word, new Label(word.length()));
        }
    }

    private final int length;

    private Label(int length) {
        this.length = length;
    }

    @Override
    public Optional<Hit> at(String text, int at, Budget budget) {
        return name(text, at).flatMap(name -> value(text, name, budget));
    }

    private Optional<Name> name(String text, int at) {
        int end = at + length;
        int delimiter = skip(text, skipQuote(text, end), " ", 3);
        if (delimiter >= text.length() || !isDelimiter(text, delimiter)) {
            return Optional.empty();
        }
        int start = startOfName(text, at);
        String name = text.substring(start, end);
        char before = start == 0 ? ' ' : text.charAt(start - 1);
        boolean parameter = (before == '?' || before == '&') && text.charAt(delimiter) == '=';
        boolean secret = parameter
                ? SecretNames.isSecretParameter(name)
                : SecretNames.isSecret(name) || SecretNames.isSecret(withWordBefore(text, start, end));
        return secret ? Optional.of(new Name(name, parameter, skip(text, delimiter, ":=> ", 4))) : Optional.empty();
    }

    private static boolean isDelimiter(String text, int at) {
        return (text.charAt(at) == ':' && !text.startsWith("://", at)) || text.charAt(at) == '=';
    }

    private static int startOfName(String text, int at) {
        int start = at;
        while (start > 0 && at - start < MAX_NAME && isNamePart(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    /** For names such as {@code API key}. */
    private static String withWordBefore(String text, int start, int end) {
        return start > 0 && text.charAt(start - 1) == ' ' ? text.substring(startOfName(text, start - 1), end) : "";
    }

    private static boolean isNamePart(char each) {
        return Character.isLetterOrDigit(each) || each == '_' || each == '-';
    }

    private static Optional<Hit> value(String text, Name name, Budget budget) {
        int from = name.valueAt();
        int limit = Math.min(text.length(), from + MAX_VALUE);
        budget.spend(MAX_NAME);
        if (from >= limit || Marks.endOfMark(text, from) >= 0) {
            return Optional.empty();
        }
        if (name.parameter()) {
            return hit(text, PARAMETER_RULE, from, endOf(text, from, limit, "&#\"'<>)]} \t\r\n\\"), budget);
        }
        int open = skipQuote(text, from);
        if (open > from) {
            int start = afterScheme(text, open);
            return hit(text, RULE, start, closing(text, open, limit), budget);
        }
        int start = afterScheme(text, from);
        int to = endOfUnquoted(text, name, start, limit);
        return looksMadeUp(text, name, start, to) ? hit(text, RULE, start, to, budget) : Optional.empty();
    }

    private static Optional<Hit> hit(String text, String rule, int from, int to, Budget budget) {
        budget.spend(to - from);
        return to > from && Marks.endOfMark(text, from) < 0
                ? Optional.of(Hit.in(text, rule, from, to))
                : Optional.empty();
    }

    /** The end of a quoted value: a quote like the opening one that no backslash hides, or the end of the line. */
    private static int closing(String text, int from, int limit) {
        char quote = text.charAt(from - 1);
        boolean escaped = from > 1 && text.charAt(from - 2) == '\\';
        for (int at = from; at < limit; at++) {
            char each = text.charAt(at);
            if (each == '\n' || (each == quote && !escaped)) {
                return at;
            }
            if (each == '\\') {
                if (escaped && at + 1 < limit && text.charAt(at + 1) == quote) {
                    return at;
                }
                at++;
            }
        }
        return limit;
    }

    private static int endOfUnquoted(String text, Name name, int from, int limit) {
        if (name.text().toLowerCase(Locale.ROOT).endsWith("cookie")) {
            return endOf(text, from, limit, "\r\n\"'");
        }
        return endOf(text, from, limit, ",;&<>()[]{}\"'` \t\r\n\\");
    }

    private static int afterScheme(String text, int from) {
        for (String scheme : SCHEMES) {
            if (text.regionMatches(true, from, scheme, 0, scheme.length())) {
                return from + scheme.length();
            }
        }
        return from;
    }

    /** Digits in it, and no call, variable or place-holder; a token, moreover, is no mere number. */
    private static boolean looksMadeUp(String text, Name name, int from, int to) {
        IntStream value = text.substring(from, to).chars();
        boolean number = text.substring(from, to).chars().allMatch(Character::isDigit);
        boolean called = to < text.length() && (text.charAt(to) == '(' || text.charAt(to) == '[');
        boolean variable = "$%{".indexOf(text.charAt(from)) >= 0;
        boolean token = name.text().toLowerCase(Locale.ROOT).endsWith("token");
        return to - from >= MIN_UNQUOTED
                && value.anyMatch(Character::isDigit)
                && !called
                && !variable
                && !(number && token);
    }

    private static int endOf(String text, int from, int limit, String ends) {
        int at = from;
        while (at < limit && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    /** Beyond a quote there, which may stand behind a backslash. */
    private static int skipQuote(String text, int at) {
        int quote = at < text.length() && text.charAt(at) == '\\' ? at + 1 : at;
        return quote < text.length() && "\"'`".indexOf(text.charAt(quote)) >= 0 ? quote + 1 : at;
    }

    private static int skip(String text, int from, String skipped, int most) {
        int at = from;
        while (at < text.length() && at - from < most && skipped.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }
}
