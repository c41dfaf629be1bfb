package dev.tapedeck.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** A client on a bare socket: sends what no library would, reads as slowly as it likes, leaves when it wants. */
public final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;
    private final InputStream in;

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        in = socket.getInputStream();
    }

    /** Connects with the usual buffers. */
    public static RawClient connected(TapedeckProcess process) {
        return connected(process, 64 * 1_024);
    }

    /** Connects; the kernel takes about that many bytes that this client has not read yet. */
    public static RawClient connected(TapedeckProcess process, int receiveBuffer) {
        try {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(receiveBuffer);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), process.port()));
            return new RawClient(socket);
        } catch (IOException noWay) {
            throw new UncheckedIOException(noWay);
        }
    }

    /** Posts JSON to an address of that Tapedeck. */
    public RawClient post(String address, String json) {
        byte[] body = json.getBytes(UTF_8);
        return send("POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(URI.create(address).getRawPath(), URI.create(address).getAuthority(), body.length, json));
    }

    /** Sends text as it is. */
    public RawClient send(String text) {
        return send(text.getBytes(UTF_8));
    }

    /** Sends bytes as they are. */
    public RawClient send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Reads at least one byte and at most that many; fewer or none if the other side has ended. */
    public String read(int most) {
        try {
            byte[] bytes = new byte[most];
            int count = in.read(bytes);
            return count < 0 ? "" : new String(bytes, 0, count, ISO_8859_1);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Reads until this text has come. */
    public String readUntil(String text) {
        StringBuilder all = new StringBuilder();
        while (all.indexOf(text) < 0) {
            String more = read(1_024);
            if (more.isEmpty()) {
                throw new IllegalStateException("It ended without '%s': %s".formatted(text, all));
            }
            all.append(more);
        }
        return all.toString();
    }

    /** One answer, whole or cut. */
    public RawAnswer readAnswer() {
        try {
            return RawAnswer.readFrom(in);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Everything until the other side ends, however it does. */
    public String readAll() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            in.transferTo(all);
        } catch (IOException broken) {
            // a cut is an end too
        }
        return all.toString(UTF_8);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
