package dev.tapedeck.web.api;

import dev.tapedeck.cassette.RecordingSearch;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A part of a list.
 *
 * @param hasMore whether there is a next part
 * @param next what to send as {@code after} to get it
 * @param complete of a search, whether everything recorded was looked at
 */
record PageView<T>(
        List<T> data,
        boolean hasMore,
        Optional<String> next,

        @Schema(
                description =
                        "Only in the answer to a search: false while the index is still catching up, and may find more later.")
        Optional<Boolean> complete)
        implements PartOfList {
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
        return new PageView<>(part.stream().map(view).toList(), more, next, Optional.empty());
    }

    /** The part of what a search found that was asked for. */
    static <D, T> PageView<T> of(
            RecordingSearch.Found<D> found, Limit limit, Function<D, String> key, Function<D, T> view) {
        PageView<T> page = of(found.hits(), limit, key, view);
        return new PageView<>(page.data, page.hasMore, page.next, Optional.of(found.complete()));
    }
}
