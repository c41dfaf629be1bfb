package dev.tapedeck.web.dashboard;

import dev.tapedeck.cassette.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The fields that narrow a list of recordings, and the conditions that hold.
 *
 * @param models what may be chosen, with how many interactions match
 * @param chips the conditions that hold
 * @param notes what to say about parameters that are no conditions
 * @param all the address without any of them
 */
public record FilterView(
        String name,
        String text,
        String since,
        String until,
        List<Option> models,
        List<Option> providers,
        List<Option> statuses,
        List<Chip> chips,
        List<String> notes,
        String all) {
    private static final int CLASS_SIZE = 100;
    private static final Map<String, String> LABELS = Map.of(
            RecordingFilter.NAME, "name",
            RecordingFilter.TEXT, "text",
            RecordingFilter.MODEL, "model",
            RecordingFilter.PROVIDER, "provider",
            RecordingFilter.STATUS, "status",
            RecordingFilter.SINCE, "from",
            RecordingFilter.UNTIL, "to",
            RecordingFilter.ENDED, "ended");

    public FilterView {
        models = List.copyOf(models);
        providers = List.copyOf(providers);
        statuses = List.copyOf(statuses);
        chips = List.copyOf(chips);
        notes = List.copyOf(notes);
    }

    /** @param count how many interactions match; 0 if that isn't known */
    public record Option(String value, int count, boolean chosen) {}

    /** @param without the address without this condition */
    public record Chip(String label, String value, String without) {}

    /** Whether a field beside the text is in use. */
    public boolean narrowed() {
        return chips.stream().anyMatch(chip -> !chip.label().equals("text"));
    }

    /** @param tally what there is to choose from */
    static FilterView of(RecordingFilter filter, String path, Tally tally) {
        return new FilterView(
                filter.value(RecordingFilter.NAME),
                filter.value(RecordingFilter.TEXT),
                filter.value(RecordingFilter.SINCE),
                filter.value(RecordingFilter.UNTIL),
                options(tally.models(), filter.value(RecordingFilter.MODEL)),
                options(tally.providers(), filter.value(RecordingFilter.PROVIDER)),
                options(statuses(tally), filter.value(RecordingFilter.STATUS)),
                chips(filter, path),
                filter.notes(),
                path);
    }

    private static List<Option> options(SortedMap<String, Integer> counts, String chosen) {
        SortedMap<String, Integer> all = new TreeMap<>(counts);
        if (!chosen.isEmpty()) {
            all.putIfAbsent(chosen, 0);
        }
        List<Option> options = new ArrayList<>();
        all.forEach((value, count) -> options.add(new Option(value, count, value.equals(chosen))));
        return options;
    }

    /** Each status, and before those of a class the class itself if there are several of it. */
    private static SortedMap<String, Integer> statuses(Tally tally) {
        SortedMap<String, Integer> all = new TreeMap<>();
        tally.statuses().forEach((code, count) -> {
            all.put(String.valueOf(code), count);
            all.merge(code / CLASS_SIZE + "xx", count, Integer::sum);
        });
        return all;
    }

    private static List<Chip> chips(RecordingFilter filter, String path) {
        List<Chip> chips = new ArrayList<>();
        filter.values()
                .forEach((name, value) -> chips.add(new Chip(
                        LABELS.getOrDefault(name, name),
                        value,
                        filter.without(name).address(path))));
        return chips;
    }
}
