package dev.tapedeck.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tapedeck.audit.AuditLog;
import dev.tapedeck.audit.AuditLogContract;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileAuditLogTest extends AuditLogContract {
    @TempDir
    private Path folder;

    private AuditLog log = new FileAuditLog(Path.of("audit.jsonl"));

    @BeforeEach
    void open() {
        log = reopened();
    }

    @Override
    protected AuditLog log() {
        return log;
    }

    @Override
    protected AuditLog reopened() {
        return new FileAuditLog(file());
    }

    private Path file() {
        return folder.resolve("data").resolve("audit.jsonl");
    }

    private static String text(Path file) {
        return new String(FolderFiles.bytes(file), StandardCharsets.UTF_8);
    }

    private static List<String> reasons(AuditLog log) {
        return log.before(AuditLog.END, 1_000).stream()
                .map(written -> written.entry().reason())
                .toList();
    }

    @Test
    void anEntryIsALineThatPeopleAndProgramsCanRead() {
        // When
        log().write(entry("it \"works\" again"));

        // Then
        assertThat(text(file())).isEqualTo("""
                {"number":1,"at":"2026-11-21T02:00:00.123Z","who":"anonymous 127.0.0.1","action":"circuit.reset",\
                "target":"provider.openai:gpt/5","reason":"it \\"works\\" again","details":"was OPEN"}
                """);
    }

    @Test
    void aLineThatACrashHasCutIsPassedOverAndTheNextOneIsWhole() {
        // Given
        log().write(entry("first"));
        String whole = text(file());
        FolderFiles.write(file(), (whole + whole.substring(0, 40)).getBytes(StandardCharsets.UTF_8));

        // When
        AuditLog next = reopened();
        next.write(entry("second"));

        // Then
        assertThat(reasons(next)).containsExactly("second", "first");
        assertThat(text(file())).startsWith(whole).endsWith("}\n");
        assertThat(next.before(AuditLog.END, 1).getFirst().number()).isEqualTo(2);
    }

    @Test
    void aFullFileIsSetAsideAndTheOneBeforeItForgotten() {
        // Given
        long fourEntries = 800;
        AuditLog small = new FileAuditLog(file(), fourEntries);

        // When
        IntStream.rangeClosed(1, 40).forEach(number -> small.write(entry("entry " + number)));

        // Then
        assertThat(FolderFiles.names(folder.resolve("data"))).containsExactly("audit.jsonl", "audit.jsonl.1");
        assertThat(FolderFiles.files(folder.resolve("data")))
                .allSatisfy(file -> assertThat(FolderFiles.bytes(file).length).isLessThanOrEqualTo((int) fourEntries));
        assertThat(reasons(small)).startsWith("entry 40", "entry 39", "entry 38", "entry 37", "entry 36");
        assertThat(small.before(AuditLog.END, 1_000))
                .extracting(AuditLog.Written::number)
                .startsWith(40L, 39L, 38L, 37L, 36L);
    }

    @Test
    void aFileThatCannotBeWrittenIsAStoreThatIsDown() {
        // Given
        FolderFiles.write(folder.resolve("data"), new byte[0]);

        // When
        FailedCall failed = assertThatExceptionOfType(FailedCall.class)
                .isThrownBy(() -> log().write(entry("nowhere")))
                .actual();

        // Then
        assertThat(failed.failure()).isInstanceOf(Failure.StoreDown.class);
        assertThat(failed.failure().message()).contains(file().toString(), "nothing was changed");
    }
}
