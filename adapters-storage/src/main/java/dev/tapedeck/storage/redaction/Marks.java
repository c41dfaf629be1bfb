package dev.tapedeck.storage.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What stands in place of a secret: {@code «redacted:<rule>:<4 hex>»}. The digits are a keyed hash of the secret, so
 * that equal secrets stay equal within one installation and can't be guessed outside of it. Thread-safe.
 */
final class Marks {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String REDACTED = "«redacted:";
    private static final String WITHHELD = "«withheld: ";
    static final char BEGIN = '«';
    private static final char END = '»';
    private static final Pattern MARK = Pattern.compile("«redacted:[a-z0-9-]{1,40}:[0-9a-f]{4}»");
    private static final int MAX_MARK = 60;

    private final SecretKeySpec key;

    /** @param key the installation's own, at least one byte */
    Marks(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    String of(String rule, String secret) {
        return REDACTED + rule + ":" + hash(secret) + END;
    }

    static String withheld(String reason) {
        return WITHHELD + reason + END;
    }

    private String hash(String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(secret.getBytes(UTF_8)), 0, 2);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK knows " + ALGORITHM, impossible);
        }
    }

    /** Whether the text is nothing but one mark: it needs no other. */
    static boolean isMark(String text) {
        return endOfMark(text, 0) == text.length();
    }

    /** The end of the mark that begins there, or -1 if none does. */
    static int endOfMark(String text, int at) {
        if (!text.startsWith(REDACTED, at)) {
            return -1;
        }
        Matcher mark = MARK.matcher(text.substring(at, Math.min(text.length(), at + MAX_MARK)));
        return mark.lookingAt() ? at + mark.end() : -1;
    }
}
