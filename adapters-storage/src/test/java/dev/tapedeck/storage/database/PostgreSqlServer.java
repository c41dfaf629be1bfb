package dev.tapedeck.storage.database;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL on a free port, in a temporary folder: one for all tests of this module. */
@QuarkusTestResource(PostgreSqlServer.class)
public final class PostgreSqlServer implements QuarkusTestResourceLifecycleManager {
    private @Nullable EmbeddedPostgres server;

    @Override
    public Map<String, String> start() {
        try {
            EmbeddedPostgres started = EmbeddedPostgres.start();
            server = started;
            return Map.of("quarkus.datasource.\"postgresql\".jdbc.url", started.getJdbcUrl("postgres", "postgres"));
        } catch (IOException noServer) {
            throw new UncheckedIOException(noServer);
        }
    }

    @Override
    public void stop() {
        try {
            if (server != null) {
                server.close();
            }
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
