package dev.tapedeck.storage.formats;

import java.util.regex.Pattern;

/**
 * Surrogates without their other half. JSON and YAML can write them, as escapes; UTF-8 has no bytes for them, so no body
 * can have held them.
 */
final class HalfCharacters {
    static final String WARNING =
            "It holds half a character (an unpaired surrogate), which no body can: in JSON it became its escape, elsewhere U+FFFD.";

    /** Two that belong together are one character to it, which is none of these. */
    private static final Pattern HALF = Pattern.compile("[\\ud800-\\udfff]");

    private static final Pattern JSON = Pattern.compile("\\s*[\\[{\"].*", Pattern.DOTALL);

    private HalfCharacters() {}

    /** Whether there is one in any text of this. */
    static boolean areIn(Value value) {
        return switch (value) {
            case Value.Text text -> areIn(text.text());
            case Value.Items items -> items.values().stream().anyMatch(HalfCharacters::areIn);
            case Value.Fields fields -> fields.members().stream().anyMatch(member -> areIn(member.value()));
        };
    }

    private static boolean areIn(String text) {
        return text.chars().anyMatch(unit -> Character.isSurrogate((char) unit))
                && HALF.matcher(text).find();
    }

    /** The text as a body can hold it. */
    static String mended(String text) {
        if (!areIn(text)) {
            return text;
        }
        boolean json = JSON.matcher(text).matches();
        return HALF.matcher(text)
                .replaceAll(half ->
                        json ? "\\\\u" + Integer.toHexString(half.group().charAt(0)) : "\ufffd");
    }
}
