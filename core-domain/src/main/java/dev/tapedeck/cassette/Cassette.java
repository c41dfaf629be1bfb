package dev.tapedeck.cassette;

import java.time.Instant;
import java.util.List;

/**
 * A cassette as a list shows it; its interactions are read by its take.
 *
 * @param recipe what counts in its request keys; fixed when it was made
 * @param changedAt when it was made, its current take adopted or its last interaction begun, whichever came last
 * @param take the current take
 * @param interactions how many the current take holds, incomplete ones included
 * @param bytes the sizes of their request and answer bodies together
 * @param findings how many secrets were found in them
 * @param models the models asked for, without doubles, sorted
 */
public record Cassette(
        CassetteName name,
        KeyRecipe recipe,
        Instant createdAt,
        Instant changedAt,
        TakeId take,
        int interactions,
        long bytes,
        int findings,
        List<String> models) {
    public Cassette {
        models = List.copyOf(models);
    }
}
