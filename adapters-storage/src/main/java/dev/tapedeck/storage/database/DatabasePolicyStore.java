package dev.tapedeck.storage.database;

import dev.tapedeck.resilience.PolicyStore;
import dev.tapedeck.resilience.ServiceName;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Changes of policies in the database. A change is a new row in place of the old one, so that its version is new too.
 * Thread-safe.
 */
public final class DatabasePolicyStore implements PolicyStore {
    private final Engine engine;
    private final DatabaseTransaction transaction;

    public DatabasePolicyStore(Database database) {
        engine = database.engine();
        transaction = database.transaction();
    }

    @Override
    public boolean shared() {
        return engine.shared();
    }

    @Override
    public Map<ServiceName, Kept> load() {
        return transaction.call(() -> rows().collect(
                        Collectors.toMap(row -> new ServiceName(row.get(0, String.class)), DatabasePolicyStore::kept)));
    }

    @SuppressWarnings("unchecked") // what a query for tuples gives
    private Stream<Tuple> rows() {
        return transaction
                .entityManager()
                .createNativeQuery("select service, changes, version from service_policy", Tuple.class)
                .getResultList()
                .stream();
    }

    private static Kept kept(Tuple row) {
        return new Kept(row.get(1, String.class), row.get(2, Long.class));
    }

    @Override
    public OptionalLong put(ServiceName service, String json, long expected) {
        OptionalLong version = transaction.change(() -> {
            if (present(service) != expected || (expected != NONE && !remove(service, expected))) {
                return OptionalLong.empty();
            }
            sql("insert into service_policy (service, changes) values (?1, ?2)", service)
                    .setParameter(2, json)
                    .executeUpdate();
            return OptionalLong.of(present(service));
        });
        transaction.forceToDisk();
        return version;
    }

    @Override
    public boolean delete(ServiceName service, long expected) {
        boolean deleted = transaction.change(() -> remove(service, expected));
        transaction.forceToDisk();
        return deleted;
    }

    /** The version there is. */
    private long present(ServiceName service) {
        List<?> versions = sql("select version from service_policy where service = ?1", service)
                .getResultList();
        return versions.isEmpty() ? NONE : (Long) versions.getFirst();
    }

    /** Of several that remove the same version one succeeds. */
    private boolean remove(ServiceName service, long version) {
        return sql("delete from service_policy where service = ?1 and version = ?2", service)
                        .setParameter(2, version)
                        .executeUpdate()
                == 1;
    }

    private Query sql(String sql, ServiceName service) {
        return transaction.entityManager().createNativeQuery(sql).setParameter(1, service.value());
    }
}
