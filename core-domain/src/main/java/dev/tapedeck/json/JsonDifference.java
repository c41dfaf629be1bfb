package dev.tapedeck.json;

import dev.tapedeck.exchange.Bytes;
import java.util.List;

/** x */
public record JsonDifference(int count, List<Place> places) {
    public record Place(String pointer, String asked, String recorded) {}

    public static JsonDifference between(Bytes a, Bytes b, int max) {
        return new JsonDifference(0, List.of());
    }
}
