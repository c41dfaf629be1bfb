package dev.tapedeck.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A provider on loopback that answers by a function, byte by byte as the test wants it: HTTP/1.1 on plain sockets, one
 * virtual thread for each connection. Counts what reached it. Thread-safe.
 */
public final class ScriptedUpstream implements AutoCloseable {
    private static final int BACKLOG = 1_024;

    /** The script: what each request is answered with. Called on the connection's own thread; may wait. */
    @FunctionalInterface
    public interface Script {
        ScriptedReply answer(ReceivedRequest request) throws IOException;
    }

    private final ServerSocket listener;
    private final Script script;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger arrived = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final Queue<ReceivedRequest> received = new ConcurrentLinkedQueue<>();
    private final Thread acceptor = Thread.ofVirtual().unstarted(this::accept);

    private ScriptedUpstream(ServerSocket listener, Script script) {
        this.listener = listener;
        this.script = script;
    }

    /** An upstream on a free port, ready to be called. */
    public static ScriptedUpstream answering(Script script) {
        return listening(0, script);
    }

    /** Takes this upstream's place after it was closed: answers nobody, and counts who comes. */
    public ScriptedUpstream trap() {
        return listening(listener.getLocalPort(), request -> new ScriptedReply.Nothing());
    }

    private static ScriptedUpstream listening(int port, Script script) {
        try {
            ServerSocket listener = new ServerSocket();
            listener.setReuseAddress(true);
            // small, so that a reader that stops is felt by the writer soon
            listener.setReceiveBufferSize(64 * 1_024);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            ScriptedUpstream upstream = new ScriptedUpstream(listener, script);
            upstream.acceptor.start();
            return upstream;
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** How many connections were accepted so far. */
    public int connections() {
        return connections.get();
    }

    /** How many connections are open now. */
    public int openConnections() {
        return open.size();
    }

    /** The requests so far, in order of arrival. */
    public List<ReceivedRequest> received() {
        return List.copyOf(received);
    }

    /** Forgets the requests so far, so that a long run doesn't keep them all. */
    public void forget() {
        received.clear();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException stopped) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            Wire wire = new Wire(socket);
            while (wire.readRequest(arrived) instanceof ReceivedRequest request) {
                received.add(request);
                script.answer(request).sendOn(wire);
            }
        } catch (IOException | Wire.CutByScript over) {
            // the other side has gone, or the script wanted the connection to end
        } finally {
            open.remove(socket);
        }
    }

    /** Stops listening and breaks every connection. */
    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
            // until it has ended, the port isn't free
            acceptor.join();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
