package dev.tapedeck.storage.database;

import dev.tapedeck.cassette.TakeId;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.LockModeType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of {@code take}: the numbers given out so far, and counters, so that nothing is ever counted over the tape. */
@Entity
@Table(name = "take")
class TakeEntity extends PanacheEntityBase {
    private static final String WITH_CASSETTE = "from TakeEntity take join fetch take.cassette cassette ";

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "cassette_id")
    private CassetteEntity cassette;

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

    protected TakeEntity() {}

    TakeEntity(CassetteEntity cassette, boolean adopted) {
        this.cassette = cassette;
        this.adopted = adopted;
    }

    /** The take, with its row locked until the transaction ends. */
    static Optional<TakeEntity> locked(TakeId take) {
        return findByIdOptional(take.value(), LockModeType.PESSIMISTIC_WRITE);
    }

    static boolean exists(TakeId take) {
        return count("id", take.value()) > 0;
    }

    static Optional<TakeEntity> current(String cassette) {
        return find(WITH_CASSETTE + "where take.adopted and cassette.name = ?1", cassette)
                .firstResultOptional();
    }

    /** The current takes of the cassettes whose names come after that one. */
    static List<TakeEntity> currentAfter(String name, int limit) {
        return find(WITH_CASSETTE + "where take.adopted and cassette.name > ?1 order by cassette.name", name)
                .page(0, limit)
                .list();
    }

    TakeId id() {
        return new TakeId(id);
    }

    CassetteEntity cassette() {
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
