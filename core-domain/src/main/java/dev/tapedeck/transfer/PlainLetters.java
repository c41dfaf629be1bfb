package dev.tapedeck.transfer;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Brings names in any script as near to ASCII as Unicode's compatibility decomposition does: {@code Ü} becomes U. */
final class PlainLetters {
    private static final Pattern OTHERS = Pattern.compile("[^\\p{ASCII}]+");

    private PlainLetters() {}

    /** The name with what has no plain letter left out. */
    static String of(String name) {
        return OTHERS.matcher(Normalizer.normalize(name.replace("ß", "ss"), Normalizer.Form.NFKD))
                .replaceAll("");
    }
}
