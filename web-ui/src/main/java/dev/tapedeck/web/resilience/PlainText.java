package dev.tapedeck.web.resilience;

import dev.tapedeck.redaction.Redactor;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * Makes texts that came from somewhere else fit to be logged and shown: without secrets, in one line, without characters
 * that a reader doesn't see.
 */
@Singleton
public final class PlainText {
    private static final int LONGEST = 200;
    /** Control characters, such as change the direction of a text, and ends of lines. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+");

    private final Redactor redactor;

    PlainText(Redactor redactor) {
        this.redactor = redactor;
    }

    /** At most {@value #LONGEST} characters of it, secrets taken out before it is cut. */
    public String brief(String text) {
        String whole = whole(text);
        if (whole.length() <= LONGEST) {
            return whole;
        }
        int end = Character.isHighSurrogate(whole.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
        return whole.substring(0, end) + "…";
    }

    /** All of it. */
    public String whole(String text) {
        return UNSEEN.matcher(redactor.text(text).value()).replaceAll(" ").strip();
    }
}
