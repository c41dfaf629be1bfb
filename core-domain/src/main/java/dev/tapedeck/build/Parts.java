package dev.tapedeck.build;

import java.util.List;
import java.util.stream.IntStream;

/** Cuts lists into parts, in their order. */
final class Parts {
    private Parts() {}

    /** @param most in one part */
    static <T> List<List<T>> of(List<T> all, int most) {
        return IntStream.range(0, Math.ceilDiv(all.size(), most))
                .mapToObj(part -> all.subList(part * most, Math.min(all.size(), (part + 1) * most)))
                .toList();
    }
}
