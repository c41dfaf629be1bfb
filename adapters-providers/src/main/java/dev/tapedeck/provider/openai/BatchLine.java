package dev.tapedeck.provider.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.tapedeck.build.BatchProvider.BatchRequest;
import java.io.IOException;
import java.io.OutputStream;

/** A request as a line of a batch's input file. */
final class BatchLine {
    private static final byte[] END = "}\n".getBytes(UTF_8);

    private BatchLine() {}

    static long length(BatchRequest request) {
        return beginning(request).length + request.request().body().length() + END.length;
    }

    static void write(BatchRequest request, OutputStream out) throws IOException {
        out.write(beginning(request));
        out.write(onOneLine(request.request().body().array()));
        out.write(END);
    }

    private static byte[] beginning(BatchRequest request) {
        return "{\"custom_id\":\"%s\",\"method\":\"%s\",\"url\":%s,\"body\":"
                .formatted(
                        request.customId(),
                        request.request().method(),
                        TextNode.valueOf(request.request().path()))
                .getBytes(UTF_8);
    }

    /** The same JSON: an end of a line stands only between values, where a space does as well. */
    private static byte[] onOneLine(byte[] json) {
        byte[] line = json;
        for (int at = 0; at < json.length; at++) {
            if (json[at] == '\n' || json[at] == '\r') {
                line = line == json ? json.clone() : line;
                line[at] = ' ';
            }
        }
        return line;
    }
}
