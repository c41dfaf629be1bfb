package dev.tapedeck.web.wiring;

import dev.tapedeck.build.ArtifactStore;
import dev.tapedeck.build.BuildStore;
import dev.tapedeck.cassette.SessionLedger;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.resilience.PolicyStore;
import dev.tapedeck.run.RunLog;
import dev.tapedeck.storage.database.Database;
import dev.tapedeck.storage.database.DatabaseArtifactStore;
import dev.tapedeck.storage.database.DatabaseBuildStore;
import dev.tapedeck.storage.database.DatabaseCassetteStore;
import dev.tapedeck.storage.database.DatabasePolicyStore;
import dev.tapedeck.storage.database.DatabaseRunLog;
import dev.tapedeck.storage.database.DatabaseSessionLedger;
import dev.tapedeck.storage.database.Engine;
import dev.tapedeck.storage.database.Schema;
import dev.tapedeck.storage.database.h2.H2;
import dev.tapedeck.storage.database.postgresql.PostgreSql;
import dev.tapedeck.storage.memory.MemorySessionLedger;
import io.quarkus.flyway.FlywayDataSource.FlywayDataSourceLiteral;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Instance;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;

/** Makes what keeps things in the database, the one of the two that was chosen. */
final class DatabaseAssembly {
    private static final Pattern CREDENTIALS =
            Pattern.compile("//[^/]*@|[?&;](user|password)=", Pattern.CASE_INSENSITIVE);

    /** H2 for several processes: they would take each other for gone. */
    private static final Pattern SERVER = Pattern.compile("^jdbc:h2:(tcp|ssl):|AUTO_SERVER", Pattern.CASE_INSENSITIVE);

    private final TapedeckConfig config;
    private final Engine engine;
    private final Database database;

    /** Checks the settings, brings the schema to this version, and makes sure that the database can be used. */
    DatabaseAssembly(TapedeckConfig config, Settings settings, Instance<Flyway> flyways) {
        this.config = config;
        Settings.Database chosen = settings.database();
        checkUrl(chosen, config.storage().url());
        engine = switch (chosen) {
            case H2 -> H2.engine(settings.forcesToDisk());
            case POSTGRESQL -> PostgreSql.engine();
        };
        Flyway flyway =
                flyways.select(FlywayDataSourceLiteral.of(engine.name())).get();
        migrate(flyway);
        database = new Database(engine, config.storage().url());
    }

    private void migrate(Flyway flyway) {
        try {
            Schema.migrate(flyway, config.storage().url());
        } catch (IllegalStateException unusable) {
            throw new ConfigurationException(unusable.getMessage());
        }
    }

    private static void checkUrl(Settings.Database database, Optional<String> url) {
        String prefix = "jdbc:%s:".formatted(database.name().toLowerCase(Locale.ROOT));
        if (url.isEmpty() && database == Settings.Database.POSTGRESQL) {
            throw new ConfigurationException(
                    "tapedeck.storage.database=postgresql needs tapedeck.storage.url, such as jdbc:postgresql://localhost:5432/tapedeck.");
        }
        if (url.filter(text -> !text.startsWith(prefix)).isPresent()) {
            throw new ConfigurationException(
                    "tapedeck.storage.url doesn't begin with '%s', as tapedeck.storage.database asks."
                            .formatted(prefix));
        }
        if (url.filter(text -> SERVER.matcher(text).find()).isPresent()) {
            throw new ConfigurationException(
                    "tapedeck.storage.url names an H2 server, but H2 is for one process. Use a file, or tapedeck.storage.database=postgresql.");
        }
        if (url.filter(text -> CREDENTIALS.matcher(text).find()).isPresent()) {
            throw new ConfigurationException(
                    "tapedeck.storage.url holds a user or a password. Put them into tapedeck.storage.username and tapedeck.storage.password.");
        }
    }

    DatabaseCassetteStore cassettes() {
        return new DatabaseCassetteStore(database, config.cassette().cache().asLongValue());
    }

    PolicyStore policies() {
        return new DatabasePolicyStore(database);
    }

    BuildStore builds(Time time) {
        return new DatabaseBuildStore(database, time);
    }

    ArtifactStore artifacts() {
        return new DatabaseArtifactStore(database);
    }

    RunLog runs() {
        return new DatabaseRunLog(database);
    }

    /** Sessions are shared where the database is. */
    SessionLedger sessions(Time time) {
        return engine.shared() ? new DatabaseSessionLedger(database) : new MemorySessionLedger(time);
    }
}
