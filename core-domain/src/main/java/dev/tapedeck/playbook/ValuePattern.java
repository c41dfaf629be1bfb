package dev.tapedeck.playbook;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What the text of a parameter must be, as a whole. If there is one group in it, that is the value: of {@code #?(\d{3,})}
 * and {@code #4711}, {@code 4711}. Texts have at most {@value #LONGEST} characters, and a pattern that takes too long to
 * decide matches nothing.
 *
 * @param regex as Java has them
 */
public record ValuePattern(String regex) {
    static final int LONGEST = 1_000;

    private static final int LOOKS = 1_000_000;

    /** @throws PatternSyntaxException if it is none */
    public ValuePattern {
        Pattern.compile(regex);
    }

    /** The value, if the text matches. */
    Optional<String> value(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            Matcher matcher = Pattern.compile(regex).matcher(new Watched(text, new int[] {LOOKS}));
            return matcher.matches() ? Optional.of(value(matcher, text)) : Optional.empty();
        } catch (TooLong tooLong) {
            return Optional.empty();
        }
    }

    private static String value(Matcher matcher, String text) {
        return matcher.groupCount() == 1 && matcher.start(1) >= 0
                ? text.substring(matcher.start(1), matcher.end(1))
                : text;
    }

    /** The pattern goes back and forth without end. */
    private static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A text that can be looked at only so often. */
    private record Watched(String text, int[] looks) implements CharSequence {
        @Override
        public char charAt(int index) {
            if (--looks[0] < 0) {
                throw new TooLong();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Watched(text.substring(start, end), looks);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
