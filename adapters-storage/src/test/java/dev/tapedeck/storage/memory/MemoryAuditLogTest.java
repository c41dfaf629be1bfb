package dev.tapedeck.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.audit.AuditLog;
import dev.tapedeck.audit.AuditLogContract;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MemoryAuditLogTest extends AuditLogContract {
    private final AuditLog log = new MemoryAuditLog();

    @Override
    protected AuditLog log() {
        return log;
    }

    @Override
    protected AuditLog reopened() {
        return log;
    }

    @Test
    void ofVeryManyTheOldestAreForgotten() {
        // When
        IntStream.range(0, 1_001).forEach(number -> log.write(entry("entry " + number)));

        // Then
        List<AuditLog.Written> all = log.before(AuditLog.END, 2_000);
        assertThat(all).hasSize(1_000);
        assertThat(all.getLast().entry().reason()).isEqualTo("entry 1");
    }
}
