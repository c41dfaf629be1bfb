package dev.tapedeck.provider.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tapedeck.build.BatchProvider.BatchContent;
import dev.tapedeck.build.BatchProvider.BatchRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.UUID;

/** The form (RFC 7578) that brings a batch's input file to OpenAI. */
final class BatchUpload {
    private final String boundary = "tapedeck-" + UUID.randomUUID();
    private final String filename;
    private final BatchContent content;

    BatchUpload(String filename, BatchContent content) {
        this.filename = filename;
        this.content = content;
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    void writeTo(OutputStream out) throws IOException {
        write(out, "--%s\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nbatch\r\n", boundary);
        write(
                out,
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: application/jsonl\r\n\r\n",
                boundary,
                filename);
        for (Iterator<BatchRequest> requests = content.requests(); requests.hasNext(); ) {
            BatchLine.write(requests.next(), out);
        }
        write(out, "\r\n--%s--\r\n", boundary);
    }

    private static void write(OutputStream out, String template, Object... values) throws IOException {
        out.write(template.formatted(values).getBytes(UTF_8));
    }
}
