package dev.tapedeck.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tapedeck.audit.AuditLog.Written;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every audit log promises. */
public abstract class AuditLogContract {
    /** An empty log; always the same one within a test. */
    protected abstract AuditLog log();

    /** Another one over the same place, as after a restart; the same one if nothing outlives it. */
    protected abstract AuditLog reopened();

    protected static AuditEntry entry(String reason) {
        return new AuditEntry(
                Instant.parse("2026-11-21T02:00:00.123Z"),
                "anonymous 127.0.0.1",
                "circuit.reset",
                "provider.openai:gpt/5",
                reason,
                "was OPEN");
    }

    private static List<AuditEntry> entries(List<Written> written) {
        return written.stream().map(Written::entry).toList();
    }

    @Test
    void anEmptyLogHasNoEntry() {
        assertThat(log().before(AuditLog.END, 10)).isEmpty();
    }

    @Test
    void whatWasWrittenIsReadNewestFirst() {
        // When
        log().write(entry("first"));
        log().write(entry("a\u00fc \"b\"\n\u2028 \ud83c\udfb6 \\"));
        log().write(entry(""));

        // Then
        List<Written> all = log().before(AuditLog.END, 10);
        assertThat(entries(all))
                .containsExactly(entry(""), entry("a\u00fc \"b\"\n\u2028 \ud83c\udfb6 \\"), entry("first"));
        assertThat(all).extracting(Written::number).allMatch(number -> number > 0);
        assertThat(all.get(0).number()).isGreaterThan(all.get(1).number());
        assertThat(all.get(1).number()).isGreaterThan(all.get(2).number());
    }

    @Test
    void whatWasWrittenOutlivesTheProcessAndTheNumbersGoOn() {
        // Given
        log().write(entry("before"));

        // When
        AuditLog next = reopened();
        next.write(entry("after"));

        // Then
        List<Written> all = next.before(AuditLog.END, 10);
        assertThat(entries(all)).containsExactly(entry("after"), entry("before"));
        assertThat(all.get(0).number()).isGreaterThan(all.get(1).number());
    }

    @Test
    void aPartBeginsBelowANumberAndIsNoLongerThanAskedFor() {
        // Given
        IntStream.rangeClosed(1, 5).forEach(number -> log().write(entry("entry " + number)));

        // When
        List<Written> first = log().before(AuditLog.END, 2);
        List<Written> second = log().before(first.getLast().number(), 2);
        List<Written> third = log().before(second.getLast().number(), 2);

        // Then
        assertThat(entries(first)).containsExactly(entry("entry 5"), entry("entry 4"));
        assertThat(entries(second)).containsExactly(entry("entry 3"), entry("entry 2"));
        assertThat(entries(third)).containsExactly(entry("entry 1"));
    }

    @Test
    void theLongestEntryIsKeptAsItWas() {
        // Given
        AuditEntry longest = entry("\u00e4".repeat(AuditEntry.LONGEST));

        // When
        log().write(longest);

        // Then
        assertThat(entries(reopened().before(AuditLog.END, 1))).containsExactly(longest);
    }

    @Test
    void ofManyThatWriteAtOnceEachGetsANumberOfItsOwn() throws Exception {
        // Given
        Callable<Integer> write = () -> {
            log().write(entry("one of many"));
            return 1;
        };

        // When
        int written = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Integer> end : threads.invokeAll(
                    IntStream.range(0, 20).mapToObj(any -> write).toList())) {
                written += end.get();
            }
        }

        // Then
        assertThat(log().before(AuditLog.END, 100))
                .hasSize(written)
                .extracting(Written::number)
                .doesNotHaveDuplicates();
    }
}
