package dev.tapedeck.storage.database;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Transactions of the default persistence unit, from any thread. */
final class DatabaseTransaction implements Transaction {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    @Override
    public void run(Runnable work) {
        call(() -> {
            work.run();
            Panache.getEntityManager().flush();
            return true;
        });
    }

    /** Like {@link #run}, for work with a result. */
    <T> T call(Callable<T> work) {
        try {
            return QuarkusTransaction.requiringNew().call(work);
        } catch (PersistenceException | QuarkusTransactionException broken) {
            throw FailedCall.rejected(down(broken));
        }
    }

    @Override
    public boolean answers() {
        try {
            return call(() -> Panache.getEntityManager()
                            .createNativeQuery("select 1", Integer.class)
                            .getSingleResult())
                    .equals(1);
        } catch (FailedCall down) {
            return false;
        }
    }

    /** Names the SQL state only: the database's own messages may quote what was to be stored. */
    private static Failure down(RuntimeException broken) {
        String state = sqlState(broken).orElse("unknown");
        return new Failure.StoreDown(
                "The database doesn't do what it is asked to (SQL state %s), so nothing was changed. See that it is up and has space, then try again."
                        .formatted(state),
                Optional.of(RETRY_AFTER));
    }

    private static Optional<String> sqlState(Throwable outermost) {
        return Stream.iterate(outermost, cause -> cause != null, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .findFirst()
                .flatMap(sql -> Optional.ofNullable(sql.getSQLState()));
    }
}
