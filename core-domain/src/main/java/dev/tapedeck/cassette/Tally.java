package dev.tapedeck.cassette;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many interactions match a query.
 *
 * @param takes by take, without those that have none
 * @param models by the model asked for, in order of name
 * @param providers by provider, in order of name
 * @param statuses by HTTP status, in order
 */
public record Tally(
        Map<TakeId, Integer> takes,
        SortedMap<String, Integer> models,
        SortedMap<String, Integer> providers,
        SortedMap<Integer, Integer> statuses) {
    /** Nothing matches. */
    public static final Tally NONE = new Tally(
            Map.of(), Collections.emptySortedMap(), Collections.emptySortedMap(), Collections.emptySortedMap());

    public Tally {
        takes = Map.copyOf(takes);
        models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
        providers = Collections.unmodifiableSortedMap(new TreeMap<>(providers));
        statuses = Collections.unmodifiableSortedMap(new TreeMap<>(statuses));
    }
}
