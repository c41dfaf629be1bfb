package dev.tapedeck.web.wiring;

import dev.tapedeck.audit.AuditLog;
import dev.tapedeck.build.ArtifactStore;
import dev.tapedeck.build.BuildStore;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.SessionLedger;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.resilience.PolicyStore;
import dev.tapedeck.run.RunLog;
import dev.tapedeck.storage.database.DatabaseCassetteStore;
import dev.tapedeck.storage.file.FileAuditLog;
import dev.tapedeck.storage.file.FileCassetteStore;
import dev.tapedeck.storage.file.FilePolicyStore;
import dev.tapedeck.storage.memory.MemoryArtifactStore;
import dev.tapedeck.storage.memory.MemoryAuditLog;
import dev.tapedeck.storage.memory.MemoryBuildStore;
import dev.tapedeck.storage.memory.MemoryCassetteStore;
import dev.tapedeck.storage.memory.MemoryPolicyStore;
import dev.tapedeck.storage.memory.MemoryRunLog;
import dev.tapedeck.storage.memory.MemorySessionLedger;
import dev.tapedeck.web.wiring.Settings.Store;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/** The store in use and those beside it, each opened and recovered when it is first asked for. Thread-safe. */
@Singleton
class Stores {
    private static final Logger LOG = Logger.getLogger(Stores.class);
    private static final String POLICIES = "policies.json";
    private static final String AUDIT = "audit.jsonl";

    private final TapedeckConfig config;
    private final Settings settings;
    private final Time time;
    private final Instance<Flyway> flyways;
    private final Map<Store, CassetteStore> open = new EnumMap<>(Store.class);
    private Optional<DatabaseAssembly> database = Optional.empty();

    Stores(TapedeckConfig config, Time time, @Any Instance<Flyway> flyways) {
        this.config = config;
        this.settings = new Settings(config);
        this.time = time;
        this.flyways = flyways;
    }

    CassetteStore inUse() {
        return Settings.understood(() -> store(settings.store()));
    }

    /** Whether the store in use may be down for a while, and time out; a disk of our own fails at once. */
    boolean onTheNetwork() {
        return settings.store() == Store.DATABASE && settings.database() == Settings.Database.POSTGRESQL;
    }

    String nameInUse() {
        return settings.store().id();
    }

    /** The sessions over the store in use: those of several nodes where the store is shared by several. */
    synchronized SessionLedger sessions() {
        return switch (settings.store()) {
            case MEMORY, FILE -> new MemorySessionLedger(time);
            case DATABASE -> database().sessions(time);
        };
    }

    /** Changes of policies are kept where cassettes are; documents are to be committed, so beside those. */
    synchronized PolicyStore policies() {
        return switch (settings.store()) {
            case MEMORY -> new MemoryPolicyStore();
            case FILE -> new FilePolicyStore(config.dataDirectory().resolve(POLICIES));
            case DATABASE -> database().policies();
        };
    }

    /** Changes are written down here, by each node for itself, in a file that any program can follow. */
    AuditLog audit() {
        return switch (settings.store()) {
            case MEMORY -> new MemoryAuditLog();
            case FILE, DATABASE -> new FileAuditLog(config.dataDirectory().resolve(AUDIT));
        };
    }

    /** Builds need leases and queries: unless they are to be forgotten, they are in the database, wherever cassettes are. */
    synchronized BuildStore builds() {
        return switch (settings.store()) {
            case MEMORY -> new MemoryBuildStore(time);
            case FILE, DATABASE -> database().builds(time);
        };
    }

    /** What builds made is kept where they are. */
    synchronized ArtifactStore artifacts() {
        return switch (settings.store()) {
            case MEMORY -> new MemoryArtifactStore();
            case FILE, DATABASE -> database().artifacts();
        };
    }

    /** Runs too are looked for and shared: unless they are to be forgotten, they are in the database. */
    synchronized RunLog runs() {
        return switch (settings.store()) {
            case MEMORY -> new MemoryRunLog();
            case FILE, DATABASE -> database().runs();
        };
    }

    private synchronized DatabaseAssembly database() {
        database = database.or(() -> Optional.of(new DatabaseAssembly(config, settings, flyways)));
        return database.orElseThrow();
    }

    /** What opens the lasting stores that are not in use, by their names in the settings. */
    Map<String, Supplier<CassetteStore>> others() {
        return Stream.of(Store.DATABASE, Store.FILE)
                .filter(kind -> kind != settings.store())
                .collect(Collectors.toMap(Store::id, kind -> () -> store(kind)));
    }

    private synchronized CassetteStore store(Store kind) {
        return open.computeIfAbsent(kind, this::opened);
    }

    private CassetteStore opened(Store kind) {
        return switch (kind) {
            case MEMORY -> new MemoryCassetteStore();
            case FILE -> {
                FileCassetteStore store = files();
                recover(store::recover);
                yield store;
            }
            case DATABASE -> {
                DatabaseCassetteStore store = database().cassettes();
                recover(() -> recover(store));
                yield store;
            }
        };
    }

    private FileCassetteStore files() {
        return new FileCassetteStore(
                config.cassette().directory().toAbsolutePath().normalize(),
                config.cassette().cache().asLongValue(),
                time,
                event -> LOG.warn(event.message()));
    }

    private static void recover(DatabaseCassetteStore store) {
        int dropped = store.recover();
        if (dropped > 0) {
            LOG.infof(
                    "Dropped %d unfinished fresh takes that a crash had left; their cassettes are as before", dropped);
        }
    }

    /** A store that can't be written can still be played from. */
    private static void recover(Runnable recovery) {
        try {
            recovery.run();
        } catch (FailedCall unwritable) {
            LOG.warnf("The store can't be written: replay goes on, recording is refused. %s", unwritable.getMessage());
        }
    }

    /** Closes those that were opened: what was acknowledged is durable, what is under way becomes so. */
    synchronized void close() {
        for (CassetteStore store : open.values()) {
            switch (store) {
                case FileCassetteStore files -> files.close();
                case DatabaseCassetteStore database -> database.close();
                default -> {}
            }
        }
    }
}
