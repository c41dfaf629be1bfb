package dev.tapedeck.storage.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.regex.RegularExpression;

/** A pattern that takes time linear in the text. It knows no look-around and no back reference. */
final class LinearPattern implements RegularExpression {
    private final Pattern pattern;

    LinearPattern(String regex) {
        try {
            pattern = Pattern.compile(ecma(regex));
        } catch (PatternSyntaxException broken) {
            throw new JsonSchemaException(
                    "the pattern '%s' has what RE2 doesn't know (%s). Write it without look-around and back references."
                            .formatted(regex, broken.getDescription()));
        }
    }

    /** RE2 writes ECMAScript's four-digit escapes in braces. */
    private static String ecma(String regex) {
        return regex.replaceAll("(?<!\\\\)((?:\\\\\\\\)*)\\\\u([0-9a-fA-F]{4})", "$1\\\\x{$2}");
    }

    @Override
    public boolean matches(String text) {
        return pattern.matcher(text).find();
    }
}
