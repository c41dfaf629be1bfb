package dev.tapedeck.exchange;

import java.util.regex.Pattern;

/** The rule for every name that may end up in a path: {@code [A-Za-z0-9][A-Za-z0-9._-]{0,127}}. */
public final class Names {
    /** No name has more characters. */
    public static final int LONGEST = 128;

    private static final Pattern RULE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0," + (LONGEST - 1) + "}");

    private static final int SHOWN = 40;
    private static final int LONGEST_PATH = 200;

    private Names() {}

    /** What somebody sent, for a message: short and without control characters. */
    public static String shown(String sent) {
        String printable = sent.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= SHOWN ? printable : printable.substring(0, SHOWN) + "…";
    }

    /** A file with its folders, for a message: without control characters, and cut in front if it is long. */
    public static String shownPath(String path) {
        String printable = path.replaceAll("\\p{Cntrl}", "?");
        int over = printable.length() - LONGEST_PATH;
        return over <= 0 ? printable : "…" + printable.substring(over);
    }

    /**
     * The name, if it keeps the rule.
     *
     * @throws InvalidName if it does not; the message names what kind of name it is and the rule
     */
    public static String checked(String kind, String name) {
        if (!RULE.matcher(name).matches()) {
            throw new InvalidName(kind, name);
        }
        return name;
    }

    /** A name that breaks the rule. */
    public static final class InvalidName extends IllegalArgumentException {
        InvalidName(String kind, String name) {
            super("'%s' is no %s: use 1 to 128 letters, digits, '.', '_' or '-', beginning with a letter or digit."
                    .formatted(shown(name), kind));
        }
    }
}
