package dev.tapedeck.storage.pipeline;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.json.Utf8;
import dev.tapedeck.pipeline.JsonNodes;
import dev.tapedeck.pipeline.MalformedText;
import dev.tapedeck.pipeline.Node;
import dev.tapedeck.pipeline.PipelineReader;
import java.util.regex.Pattern;

/** The text of a pipeline: YAML 1.2, or JSON. */
record PipelineText(Bytes bytes) {
    /** No YAML that isn't JSON begins so, but for rare mappings in braces. */
    private static final Pattern BEGINS_AS_JSON = Pattern.compile("\\s*\\{\\s*[\"}].*", Pattern.DOTALL);

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    boolean isTooLong() {
        return bytes.length() > PipelineReader.LONGEST_TEXT;
    }

    /** Whether it is JSON, or means to be. */
    boolean isJson() {
        return BEGINS_AS_JSON.matcher(bytes.text()).matches();
    }

    /** @throws MalformedText if it is neither, is no UTF-8, or is too long */
    Node nodes() {
        if (isTooLong()) {
            throw new MalformedText(1, "A pipeline has at most 1 MiB. Move documents out of it into files.");
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
