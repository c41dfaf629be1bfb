package dev.tapedeck.storage.database;

import dev.tapedeck.cassette.TakeId;
import jakarta.persistence.Column;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of {@code take}: the numbers given out so far, and counters, so that nothing is ever counted over the tape. */
@MappedSuperclass
public abstract class TakeRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "cassette_id")
    private long cassette;

    @Column(name = "adopted")
    private boolean adopted;

    @Column(name = "last_number")
    private int lastNumber;

    @Column(name = "last_recorded_at")
    private @Nullable Instant lastRecordedAt;

    @Column(name = "interactions")
    private int interactions;

    @Column(name = "bytes")
    private long bytes;

    @Column(name = "findings")
    private int findings;

    protected TakeRow() {}

    void fill(long ofCassette, boolean isCurrent) {
        cassette = ofCassette;
        adopted = isCurrent;
    }

    TakeId id() {
        return new TakeId(id);
    }

    long cassette() {
        return cassette;
    }

    boolean adopted() {
        return adopted;
    }

    Optional<Instant> lastRecordedAt() {
        return Optional.ofNullable(lastRecordedAt);
    }

    int interactions() {
        return interactions;
    }

    long bytes() {
        return bytes;
    }

    int findings() {
        return findings;
    }

    void adopt() {
        adopted = true;
    }

    /** Gives out the next number. */
    int begin(Instant recordedAt) {
        append(lastNumber + 1, recordedAt);
        return lastNumber;
    }

    /** Gives out that number, which is above the last one. */
    void append(int number, Instant recordedAt) {
        if (lastRecordedAt == null || lastRecordedAt.isBefore(recordedAt)) {
            lastRecordedAt = recordedAt;
        }
        interactions++;
        lastNumber = number;
    }

    void add(Weight weight) {
        bytes += weight.bytes();
        findings += weight.findings();
    }

    void removed(Weight weight) {
        interactions--;
        bytes -= weight.bytes();
        findings -= weight.findings();
    }
}
