package dev.tapedeck.storage.database;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/** Transactions of one engine, from any thread. */
final class DatabaseTransaction implements Transaction {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    /** Another transaction was in the way, and is over: unique violation, serialization failure, deadlock. */
    private static final Set<String> IN_THE_WAY = Set.of("23505", "40001", "40P01");

    private final Engine engine;
    private final String name;

    /** @param name what the database is called in messages */
    DatabaseTransaction(Engine engine, String name) {
        this.engine = engine;
        this.name = name;
    }

    @Override
    public void run(Runnable work) {
        change(() -> {
            work.run();
            return true;
        });
    }

    /** Like {@link #run}, for work with a result. Done once more if another transaction was in the way. */
    <T> T change(Callable<T> work) {
        Callable<T> flushed = () -> {
            T result = work.call();
            entityManager().flush();
            return result;
        };
        try {
            return begun(flushed);
        } catch (PersistenceException | QuarkusTransactionException broken) {
            if (!isInTheWay(broken)) {
                throw failure(name, broken);
            }
        }
        return call(flushed);
    }

    /** Does work with a result in a transaction of its own. */
    <T> T call(Callable<T> work) {
        try {
            return begun(work);
        } catch (PersistenceException | QuarkusTransactionException broken) {
            throw failure(name, broken);
        }
    }

    private static boolean isInTheWay(RuntimeException broken) {
        return SqlStates.of(broken).filter(IN_THE_WAY::contains).isPresent();
    }

    private static <T> T begun(Callable<T> work) {
        return QuarkusTransaction.requiringNew().call(work);
    }

    EntityManager entityManager() {
        return engine.tables().entityManager();
    }

    @Override
    public void forceToDisk() {
        engine.forceToDisk()
                .ifPresent(
                        sql -> call(() -> entityManager().createNativeQuery(sql).executeUpdate()));
    }

    @Override
    public boolean answers() {
        try {
            return call(() -> entityManager()
                            .createNativeQuery("select 1", Integer.class)
                            .getSingleResult())
                    .equals(1);
        } catch (FailedCall | RefusedStatement down) {
            return false;
        }
    }

    /** Whose failure it is: the database's, another change's, or our own. */
    static RuntimeException failure(String name, RuntimeException broken) {
        String state = SqlStates.of(broken).orElse("unknown");
        if (isInTheWay(broken)) {
            return FailedCall.rejected(new Failure.Conflict(
                    "Other changes to the same thing in %s were in the way twice (SQL state %s), so nothing was changed. Try again."
                            .formatted(name, state)));
        }
        return SqlStates.tellOfHealth(state)
                ? FailedCall.rejected(down(name, state))
                : new RefusedStatement(name, state);
    }

    private static Failure down(String name, String state) {
        String message = state.startsWith("08")
                ? "%s can't be reached, so nothing was changed. See that it is up, then try again.".formatted(name)
                : "%s doesn't do what it is asked to (SQL state %s), so nothing was changed. See that it is up and has space, then try again."
                        .formatted(name, state);
        return new Failure.StoreDown(message, Optional.of(RETRY_AFTER));
    }
}
