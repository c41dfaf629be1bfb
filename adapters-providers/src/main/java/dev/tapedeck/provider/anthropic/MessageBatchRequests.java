package dev.tapedeck.provider.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tapedeck.build.BatchProvider.BatchContent;
import dev.tapedeck.build.BatchProvider.BatchRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;

/** The body that creates a message batch. */
final class MessageBatchRequests {
    private static final byte[] START = "{\"requests\":[".getBytes(UTF_8);
    private static final byte[] END = "]}".getBytes(UTF_8);

    private MessageBatchRequests() {}

    /** A request with what separates it from the next. */
    static long length(BatchRequest request) {
        return beginning(request).length + request.request().body().length() + 2;
    }

    static void write(BatchContent content, OutputStream out) throws IOException {
        out.write(START);
        for (Iterator<BatchRequest> requests = content.requests(); requests.hasNext(); ) {
            BatchRequest request = requests.next();
            out.write(beginning(request));
            out.write(request.request().body().array());
            out.write('}');
            if (requests.hasNext()) {
                out.write(',');
            }
        }
        out.write(END);
    }

    private static byte[] beginning(BatchRequest request) {
        return "{\"custom_id\":\"%s\",\"params\":".formatted(request.customId()).getBytes(UTF_8);
    }
}
