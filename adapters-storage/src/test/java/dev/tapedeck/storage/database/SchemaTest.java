package dev.tapedeck.storage.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** A migration that was delivered is not changed: databases that have it would be refused. */
final class SchemaTest {
    @Test
    void theMigrationsOfH2AreThoseThatDatabasesHave() {
        // Given
        Flyway flyway = Flyway.configure()
                .dataSource("jdbc:h2:mem:schema", "", "")
                .locations("db/migration/h2")
                .load();

        // When
        List<Integer> checksums = Arrays.stream(flyway.info().all())
                .map(migration -> migration.getChecksum())
                .toList();

        // Then
        assertThat(checksums).containsExactly(1_907_618_810, -750_767_903, 279_667_304, 1_765_430_212);
    }
}
