package dev.tapedeck.provider.generic;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.StreamOpening;
import dev.tapedeck.provider.sse.EventOpening;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The opening of a stream in a dialect that nobody named. As long as one dialect knows it for a prelude it is one; an
 * error that one of them knows counts, and of several readings the one with the highest status, which says most.
 */
final class JointOpening implements StreamOpening {
    private final List<StreamOpening> readings;

    JointOpening(List<StreamOpening> dialects) {
        readings = new ArrayList<>(dialects);
        // knows comments, and nothing else
        readings.add(new EventOpening((type, data) -> EventOpening.CONTENT));
    }

    @Override
    public Seen take(Bytes piece) {
        List<Seen> seen = readings.stream().map(reading -> reading.take(piece)).toList();
        return Stream.concat(died(seen), seen.stream().filter(Seen.Prelude.class::isInstance))
                .findFirst()
                .orElse(EventOpening.CONTENT);
    }

    private static Stream<Seen> died(List<Seen> seen) {
        return seen.stream()
                .filter(Seen.Died.class::isInstance)
                .map(Seen.Died.class::cast)
                .max(Comparator.comparingInt(Seen.Died::status))
                .map(Seen.class::cast)
                .stream();
    }
}
