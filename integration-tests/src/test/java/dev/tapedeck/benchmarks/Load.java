package dev.tapedeck.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Keeps a server busy over keep-alive connections and measures what that costs it.
 *
 * @param pid the process that is measured
 * @param requests what is sent, in turn; each connection begins elsewhere
 */
record Load(long pid, int port, List<byte[]> requests) {
    private static final int CONNECTIONS = 32;
    private static final double TICKS_PER_SECOND = 100;
    private static final byte[] LENGTH = "content-length: ".getBytes(ISO_8859_1);

    Load {
        requests = List.copyOf(requests);
    }

    /** What a stretch of load came to. */
    record Cost(double microsPerRequest, double requestsPerSecond) {}

    /** The same request or a row of different ones, for one path of a server. */
    static Load on(long pid, int port, String path, int differentRequests) {
        return new Load(
                pid,
                port,
                IntStream.range(0, differentRequests)
                        .mapToObj(number -> Payload.wireRequest(port, path, number))
                        .toList());
    }

    /** Sends as fast as the server answers for that long. */
    Cost run(Duration duration) {
        AtomicLong answered = new AtomicLong();
        long started = System.nanoTime();
        long until = started + duration.toNanos();
        double cpuBefore = cpuSeconds();
        List<Thread> connections = IntStream.range(0, CONNECTIONS)
                .mapToObj(number -> Thread.ofPlatform().start(() -> answered.addAndGet(callUntil(until, number))))
                .toList();
        join(connections);
        double cpu = cpuSeconds() - cpuBefore;
        double seconds = (System.nanoTime() - started) / 1e9;
        return new Cost(cpu * 1e6 / answered.get(), answered.get() / seconds);
    }

    /** Sends each request once. */
    void runOnce() {
        List<Thread> connections = IntStream.range(0, CONNECTIONS)
                .mapToObj(number -> Thread.ofPlatform().start(() -> callEvery(number)))
                .toList();
        join(connections);
    }

    private static void join(List<Thread> threads) {
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private long callUntil(long until, int connection) {
        try (Socket socket = connected()) {
            byte[] buffer = new byte[16_384];
            int next = connection * requests.size() / CONNECTIONS;
            long calls = 0;
            while (System.nanoTime() < until) {
                call(socket, requests.get(next), buffer);
                next = (next + 1) % requests.size();
                calls++;
            }
            return calls;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void callEvery(int connection) {
        try (Socket socket = connected()) {
            byte[] buffer = new byte[16_384];
            for (int at = connection; at < requests.size(); at += CONNECTIONS) {
                call(socket, requests.get(at), buffer);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static void call(Socket socket, byte[] request, byte[] buffer) throws IOException {
        socket.getOutputStream().write(request);
        InputStream in = socket.getInputStream();
        int filled = 0;
        int needed = Integer.MAX_VALUE;
        while (filled < needed) {
            int count = in.read(buffer, filled, buffer.length - filled);
            if (count < 0) {
                throw new IOException("The server closed the connection.");
            }
            filled += count;
            if (needed == Integer.MAX_VALUE) {
                needed = lengthOf(buffer, filled);
            }
        }
    }

    /** The length of the whole answer, once its head is there. */
    private static int lengthOf(byte[] buffer, int filled) throws IOException {
        int length = -1;
        for (int at = 0; at + 3 < filled; at++) {
            if (buffer[at] == '\r' && buffer[at + 2] == '\r') {
                if (buffer[9] != '2' || length < 0) {
                    throw new IOException("Not the answer we load for: " + new String(buffer, 0, filled, ISO_8859_1));
                }
                return at + 4 + length;
            }
            if (length < 0 && isLength(buffer, at, filled)) {
                length = number(buffer, at + LENGTH.length);
            }
        }
        return Integer.MAX_VALUE;
    }

    private static boolean isLength(byte[] buffer, int at, int filled) {
        if (at + LENGTH.length > filled) {
            return false;
        }
        for (int offset = 0; offset < LENGTH.length; offset++) {
            if (Character.toLowerCase(buffer[at + offset]) != LENGTH[offset]) {
                return false;
            }
        }
        return true;
    }

    private static int number(byte[] buffer, int from) {
        int number = 0;
        for (int at = from; Character.isDigit(buffer[at]); at++) {
            number = number * 10 + buffer[at] - '0';
        }
        return number;
    }

    /** User and system time of the process so far, from the kernel (proc(5), fields 14 and 15). */
    private double cpuSeconds() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
            return (Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12))) / TICKS_PER_SECOND;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
