package dev.tapedeck.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tapedeck.exchange.Bytes;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One HTTP/1.1 connection, seen from the server: every write leaves at once. Used by one thread. */
public final class Wire {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Wire(Socket socket) throws IOException {
        this.socket = socket;
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** The script wanted the connection to end here. */
    static final class CutByScript extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The next request, or nothing if the other side has closed. */
    @Nullable
    ReceivedRequest readRequest(AtomicInteger arrived) throws IOException {
        String requestLine = readLine();
        if (requestLine.isEmpty()) {
            return null;
        }
        String[] parts = requestLine.split(" ", 3);
        Map<String, List<String>> headers = readHeaders();
        Bytes body = Bytes.wrap(readBody(headers));
        return new ReceivedRequest(arrived.getAndIncrement(), parts[0], parts[1], headers, body);
    }

    private Map<String, List<String>> readHeaders() throws IOException {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return headers;
    }

    private byte[] readBody(Map<String, List<String>> headers) throws IOException {
        if (headers.containsKey("transfer-encoding")) {
            return readChunks();
        }
        int length = headers.getOrDefault("content-length", List.of("0")).stream()
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(0);
        return readExactly(length);
    }

    private byte[] readChunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = readChunkSize(); size > 0; size = readChunkSize()) {
            body.write(readExactly(size));
            readLine();
        }
        readLine();
        return body.toByteArray();
    }

    private int readChunkSize() throws IOException {
        return Integer.parseInt(readLine().split(";", 2)[0].strip(), 16);
    }

    private byte[] readExactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The request ended after %d of %d bytes.".formatted(bytes.length, length));
        }
        return bytes;
    }

    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(ISO_8859_1);
    }

    void sendHead(int status, Map<String, String> headers) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" Scripted\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        sendRaw(head.append("\r\n").toString().getBytes(ISO_8859_1));
    }

    /** Bytes as they are, without any frame. */
    public void sendRaw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** One chunk of a chunked body, in one write. */
    public void sendChunk(byte[] bytes) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(bytes.length + 16);
        frame.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(ISO_8859_1));
        frame.write(bytes);
        frame.write("\r\n".getBytes(ISO_8859_1));
        sendRaw(frame.toByteArray());
    }

    public void sendChunk(String text) throws IOException {
        sendChunk(text.getBytes(UTF_8));
    }

    void sendLastChunk() throws IOException {
        sendRaw("0\r\n\r\n".getBytes(ISO_8859_1));
    }

    /** Ends the connection here, whatever was announced: the script throws what this gives. */
    public static RuntimeException cut() {
        return new CutByScript();
    }

    /** Waits until the other side has closed the connection or broken it. */
    public void awaitGone() {
        try {
            while (in.read() >= 0) {
                // what it still has to say doesn't matter
            }
        } catch (IOException broken) {
            // gone, if not politely
        }
    }

    /** How much the connection takes before a writer must wait; set before the first write. */
    public void limitSendBuffer(int bytes) throws IOException {
        socket.setSendBufferSize(bytes);
    }
}
