package dev.tapedeck.web.api;

import dev.tapedeck.cassette.RecordingSearch;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Listed;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A part of a list.
 *
 * @param hasMore whether there is a next part
 * @param next what to send as {@code after} to get it
 * @param complete of a search, whether everything recorded was looked at
 * @param unreadable of builds and runs, those that can't be shown
 */
record PageView<T>(
        List<T> data,
        boolean hasMore,
        Optional<String> next,

        @Schema(
                description =
                        "Only in the answer to a search: false while the index is still catching up, and may find more later.")
        Optional<Boolean> complete,

        @Schema(
                description =
                        "Only in the lists of builds and runs, and only if there are some: those that belong to this part and can't be read, each with what can be done.")
        Optional<List<UnreadableView>> unreadable)
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
        return new PageView<>(part.stream().map(view).toList(), more, next, Optional.empty(), Optional.empty());
    }

    /** The part of what a search found that was asked for. */
    static <D, T> PageView<T> of(
            RecordingSearch.Found<D> found, Limit limit, Function<D, String> key, Function<D, T> view) {
        PageView<T> page = of(found.hits(), limit, key, view);
        return new PageView<>(page.data, page.hasMore, page.next, Optional.of(found.complete()), Optional.empty());
    }

    /**
     * The part that was asked for of a list in which there may be some that can't be read.
     *
     * @param key the text of a place
     * @param id by what people know the one at a place
     */
    static <K, D, T> PageView<T> ofListed(
            List<Listed<K, D>> found,
            Limit limit,
            Function<K, String> key,
            Function<K, String> id,
            Function<D, T> view) {
        PageView<Listed<K, D>> page = of(found, limit, one -> key.apply(one.place()), one -> one);
        List<UnreadableView> unreadable = page.data.stream()
                .flatMap(one -> one instanceof Listed.Unreadable<K, D>(K place, Failure.Damaged why)
                        ? Stream.of(new UnreadableView(id.apply(place), why.message()))
                        : Stream.empty())
                .toList();
        return new PageView<>(
                Listed.readable(page.data).stream().map(view).toList(),
                page.hasMore,
                page.next,
                Optional.empty(),
                Optional.of(unreadable).filter(some -> !some.isEmpty()));
    }
}
