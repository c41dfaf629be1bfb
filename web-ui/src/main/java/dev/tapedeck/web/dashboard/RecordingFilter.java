package dev.tapedeck.web.dashboard;

import dev.tapedeck.exchange.Suggestion;
import dev.tapedeck.web.api.SearchConditions;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The conditions that an address puts on recordings, by the name of the parameter.
 *
 * @param notes what to say about parameters that mean nothing here
 */
record RecordingFilter(Map<String, String> values, List<String> notes) {
    /** The condition on names. */
    static final String NAME = "q";

    static final String TEXT = "text";
    static final String MODEL = "model";
    static final String PROVIDER = "provider";
    static final String STATUS = "status";
    static final String SINCE = "since";
    static final String UNTIL = "until";
    /** The condition on how a call ended: {@link #INCOMPLETE} is all there is to ask for. */
    static final String ENDED = "ended";

    static final String INCOMPLETE = "incomplete";

    /** The conditions on interactions, in the order in which they are shown. */
    static final List<String> SEARCHED = List.of(TEXT, MODEL, PROVIDER, STATUS, SINCE, UNTIL);

    private static final int NOTES = 3;

    /**
     * The conditions in an address.
     *
     * @param names the parameters that are conditions
     * @param others those that are something else
     */
    static RecordingFilter in(UriInfo uri, List<String> names, Set<String> others) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : names) {
            String value = Optional.ofNullable(uri.getQueryParameters().getFirst(name))
                    .orElse("")
                    .strip();
            if (!value.isEmpty()) {
                values.put(name, value);
            }
        }
        List<String> notes = uri.getQueryParameters().keySet().stream()
                .filter(name -> !names.contains(name) && !others.contains(name))
                .sorted()
                .limit(NOTES)
                .map(name -> Suggestion.unknown("condition", name, names) + " It is left out here.")
                .toList();
        return new RecordingFilter(values, notes);
    }

    String value(String name) {
        return values.getOrDefault(name, "");
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    RecordingFilter without(String name) {
        Map<String, String> others = new LinkedHashMap<>(values);
        others.remove(name);
        return new RecordingFilter(others, notes);
    }

    /** What the conditions on interactions ask for, and what is wrong with them. */
    SearchConditions.Reading reading() {
        return SearchConditions.read(name -> Optional.ofNullable(values.get(name)));
    }

    /** The path with these conditions, and another parameter before them unless it is empty. */
    String address(String path, String first) {
        String conditions = values.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String all = first.isEmpty() || conditions.isEmpty() ? first + conditions : first + "&" + conditions;
        return all.isEmpty() ? path : path + "?" + all;
    }

    String address(String path) {
        return address(path, "");
    }
}
