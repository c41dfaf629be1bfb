package dev.tapedeck.cassette;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How much of what is recorded is kept. Each limit stands for itself, and what exceeds any of them goes; without a limit
 * nothing does. The cassettes changed last are kept first.
 *
 * @param keepLast how many cassettes; at least 1
 * @param maxAge how long after its last change a cassette is kept; more than nothing
 * @param maxBytes how many bytes of bodies all cassettes may hold together; at least 1
 */
public record Retention(OptionalInt keepLast, Optional<Duration> maxAge, OptionalLong maxBytes) {
    /** Everything is kept. */
    public static final Retention ALL = new Retention(OptionalInt.empty(), Optional.empty(), OptionalLong.empty());

    private static final Comparator<Kept> NEWEST_FIRST =
            Comparator.comparing(Kept::changedAt).reversed().thenComparing(Kept::name);

    public Retention {
        checkAboveZero("keep-last", keepLast.orElse(1) > 0);
        checkAboveZero("max-age", maxAge.map(Duration::isPositive).orElse(true));
        checkAboveZero("max-size", maxBytes.orElse(1) > 0);
    }

    private static void checkAboveZero(String limit, boolean aboveZero) {
        if (!aboveZero) {
            throw new IllegalArgumentException(limit + " must be above zero: leave it out to keep everything.");
        }
    }

    /** What of a cassette counts here. */
    public record Kept(CassetteName name, Instant changedAt, long bytes) {
        static Kept of(Cassette cassette) {
            return new Kept(cassette.name(), cassette.changedAt(), cassette.bytes());
        }
    }

    /**
     * A cassette that has to go.
     *
     * @param reason the limit that it exceeds, for people
     */
    public record Excess(CassetteName name, Instant changedAt, String reason) {}

    /** Whether there is no limit. */
    public boolean keepsAll() {
        return equals(ALL);
    }

    /** Which of these have to go, the one unchanged for longest first. */
    public List<Excess> excess(List<Kept> cassettes, Instant now) {
        List<Excess> going = new ArrayList<>();
        int rank = 0;
        long bytes = 0;
        for (Kept cassette : cassettes.stream().sorted(NEWEST_FIRST).toList()) {
            rank++;
            bytes = Math.addExact(bytes, cassette.bytes());
            reason(cassette, rank, bytes, now)
                    .ifPresent(reason -> going.addFirst(new Excess(cassette.name(), cassette.changedAt(), reason)));
        }
        return going;
    }

    /**
     * @param rank its place among all, from 1 for the one changed last
     * @param bytes what it and those before it hold together
     */
    private Optional<String> reason(Kept cassette, int rank, long bytes, Instant now) {
        if (maxAge.filter(age -> Duration.between(cassette.changedAt(), now).compareTo(age) > 0)
                .isPresent()) {
            return Optional.of(
                    "unchanged since %s, longer than max-age %s".formatted(cassette.changedAt(), maxAge.orElseThrow()));
        }
        if (rank > keepLast.orElse(rank)) {
            return Optional.of("number %d by last change, beyond keep-last %d".formatted(rank, keepLast.getAsInt()));
        }
        if (bytes > maxBytes.orElse(bytes)) {
            return Optional.of("it and those changed later hold %d bytes, more than max-size %d"
                    .formatted(bytes, maxBytes.getAsLong()));
        }
        return Optional.empty();
    }
}
