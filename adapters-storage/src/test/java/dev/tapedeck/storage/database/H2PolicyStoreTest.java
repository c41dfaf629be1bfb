package dev.tapedeck.storage.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.resilience.PolicyStore;
import dev.tapedeck.resilience.PolicyStoreContract;
import dev.tapedeck.storage.database.h2.H2;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class H2PolicyStoreTest extends PolicyStoreContract {
    private final Engine engine = H2.engine(true);
    private final PolicyStore store = reopened();

    @Override
    protected PolicyStore store() {
        return store;
    }

    @Override
    protected final PolicyStore reopened() {
        return new DatabasePolicyStore(new Database(engine, Optional.empty()));
    }

    @BeforeEach
    void emptyTheDatabase() {
        new Sql(engine).execute("delete from service_policy");
    }

    @Test
    void itIsSharedWhereTheDatabaseIs() {
        assertThat(store.shared()).isEqualTo(engine.shared());
    }
}
