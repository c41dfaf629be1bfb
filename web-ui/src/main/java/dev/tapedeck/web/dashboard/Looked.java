package dev.tapedeck.web.dashboard;

import dev.tapedeck.cassette.RecordingSearch.Found;
import dev.tapedeck.cassette.SearchQuery;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.web.api.SearchConditions;
import dev.tapedeck.web.api.SearchConditions.Misread;
import java.util.List;
import java.util.function.Function;

/**
 * What a page found under its conditions.
 *
 * @param trouble why nothing was looked for, or could be; else nothing
 */
record Looked<T>(Found<T> found, String trouble) {
    /** Looks, unless a condition can't be understood: then a list would only seem to meet it. */
    static <T> Looked<T> under(SearchConditions.Reading reading, Function<SearchQuery, Found<T>> search) {
        if (!reading.misread().isEmpty()) {
            return nothing(String.join(
                    " ", reading.misread().stream().map(Misread::message).toList()));
        }
        try {
            return new Looked<>(search.apply(reading.query()), "");
        } catch (FailedCall failed) {
            return nothing(failed.failure().message());
        }
    }

    static <T> Looked<T> nothing(String why) {
        return new Looked<>(new Found<>(List.of(), true), why);
    }
}
