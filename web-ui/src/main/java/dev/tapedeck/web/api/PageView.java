package dev.tapedeck.web.api;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param hasMore whether there is a next part
 * @param next what to send as {@code after} to get it
 */
record PageView<T>(List<T> data, boolean hasMore, Optional<String> next) {
    PageView {
        data = List.copyOf(data);
    }

    /**
     * The part that was asked for.
     *
     * @param found the entries from the place asked for, one more than wanted if there are more
     * @param key the place of an entry in the list, stable whatever comes or goes
     */
    static <D, T> PageView<T> of(List<D> found, Limit limit, Function<D, String> key, Function<D, T> view) {
        List<D> part = found.subList(0, Math.min(found.size(), limit.value()));
        boolean more = found.size() > limit.value();
        Optional<String> next = more ? Optional.of(key.apply(part.getLast())) : Optional.empty();
        return new PageView<>(part.stream().map(view).toList(), more, next);
    }
}
