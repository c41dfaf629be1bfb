package dev.tapedeck.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A real PostgreSQL on a free port, in a temporary folder. It can be stopped and started again on the same data. */
public final class PostgreSqlServer implements AutoCloseable {
    private final Path folder;
    private final int port;
    private EmbeddedPostgres server;

    private PostgreSqlServer(Path folder) throws IOException {
        this.folder = folder;
        server = binaries().start();
        port = server.getPort();
    }

    public static PostgreSqlServer started() {
        try {
            return new PostgreSqlServer(Files.createTempDirectory("tapedeck-postgresql-"));
        } catch (IOException noServer) {
            throw new UncheckedIOException(noServer);
        }
    }

    private EmbeddedPostgres.Builder binaries() {
        return EmbeddedPostgres.builder().setDataDirectory(folder).setCleanDataDirectory(false);
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
    }

    /** A node that keeps its cassettes and sessions in here, to be started. */
    public TapedeckProcess.Settings node() {
        return TapedeckProcess.settings()
                .with("tapedeck.storage.database", "postgresql")
                .with("tapedeck.storage.url", url())
                .with("tapedeck.storage.username", "postgres");
    }

    public void stop() {
        try {
            server.close();
        } catch (IOException unstoppable) {
            throw new UncheckedIOException(unstoppable);
        }
    }

    public void restart() {
        try {
            server = binaries().setPort(port).start();
        } catch (IOException noServer) {
            throw new UncheckedIOException(noServer);
        }
    }

    @Override
    public void close() {
        stop();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
