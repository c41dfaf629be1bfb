package dev.tapedeck.transfer;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.Interaction;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is on a cassette, a page at a time, so that a long one needs no more memory than a short one.
 *
 * @param size how many interactions a page has
 */
record InteractionPages(CassetteStore store, Cassette cassette, int size) {
    /** What a page is to hold, in bytes of bodies. */
    private static final long PAGE_BYTES = 4L << 20;

    private static final long MOST = 200;

    static InteractionPages of(CassetteStore store, Cassette cassette) {
        long average = cassette.bytes() / Math.max(1, cassette.interactions());
        return new InteractionPages(store, cassette, (int) Math.clamp(PAGE_BYTES / Math.max(1, average), 1, MOST));
    }

    /** All pages in order of number, each read when it is asked for; none is empty. */
    Stream<List<Interaction>> pages() {
        return Stream.iterate(
                after(0),
                page -> !page.isEmpty(),
                page -> page.size() < size ? List.of() : after(page.getLast().number()));
    }

    private List<Interaction> after(int number) {
        return store.interactions(cassette.take(), number, size);
    }

    Stream<Interaction> interactions() {
        return pages().flatMap(List::stream);
    }
}
