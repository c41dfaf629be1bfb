package dev.tapedeck.storage.file;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a take holds, in sum. Not thread-safe. */
final class Totals {
    private final Map<String, Integer> models = new TreeMap<>();
    private int interactions;
    private long bytes;
    private int findings;
    private @Nullable Instant oldest;
    private @Nullable Instant newest;

    int interactions() {
        return interactions;
    }

    long bytes() {
        return bytes;
    }

    int findings() {
        return findings;
    }

    /** Sorted, without doubles. */
    List<String> models() {
        return List.copyOf(models.keySet());
    }

    /** When the first of all that were ever here was recorded. */
    Optional<Instant> oldest() {
        return Optional.ofNullable(oldest);
    }

    /** When the last of all that were ever here was recorded. */
    Optional<Instant> newest() {
        return Optional.ofNullable(newest);
    }

    void begun(Instant recordedAt, String model) {
        interactions++;
        if (oldest == null || recordedAt.isBefore(oldest)) {
            oldest = recordedAt;
        }
        if (newest == null || recordedAt.isAfter(newest)) {
            newest = recordedAt;
        }
        if (!model.isEmpty()) {
            models.merge(model, 1, Integer::sum);
        }
    }

    void removed(String model) {
        interactions--;
        models.computeIfPresent(model, (name, count) -> count > 1 ? count - 1 : null);
    }

    void weigh(long moreBytes, int moreFindings) {
        bytes += moreBytes;
        findings += moreFindings;
    }
}
