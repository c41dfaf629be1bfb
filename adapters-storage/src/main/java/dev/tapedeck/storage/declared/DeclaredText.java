package dev.tapedeck.storage.declared;

import dev.tapedeck.declared.JsonNodes;
import dev.tapedeck.declared.MalformedText;
import dev.tapedeck.declared.Node;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.json.Utf8;
import java.util.regex.Pattern;

/** The text in which something is declared: YAML 1.2, or JSON. */
record DeclaredText(Bytes bytes) {
    /** No YAML that isn't JSON begins so, but for rare mappings in braces. */
    private static final Pattern BEGINS_AS_JSON = Pattern.compile("\\s*\\{\\s*[\"}].*", Pattern.DOTALL);

    /** None has more bytes. */
    static final int LONGEST = 1 << 20;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Whether it is JSON, or means to be. */
    boolean isJson() {
        return BEGINS_AS_JSON.matcher(bytes.text()).matches();
    }

    /** @throws MalformedText if it is neither, is no UTF-8, or is too long */
    Node nodes() {
        if (bytes.length() > LONGEST) {
            throw new MalformedText(1, "This has over 1 MiB. Make it shorter.");
        }
        String text = bytes.validText().orElseThrow(this::noUtf8);
        if (!isJson()) {
            return YamlNodes.read(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        }
        try {
            return JsonNodes.read(bytes);
        } catch (MalformedText noJson) {
            return yamlInBraces(text, noJson);
        }
    }

    private static Node yamlInBraces(String text, MalformedText noJson) {
        try {
            return YamlNodes.read(text);
        } catch (MalformedText neither) {
            throw noJson;
        }
    }

    private MalformedText noUtf8() {
        int fault = Utf8.firstFault(bytes.array());
        long lines = bytes.slice(0, fault).text().lines().count();
        return new MalformedText((int) Math.max(1, lines), "This line is no UTF-8. Save the file as UTF-8.");
    }
}
