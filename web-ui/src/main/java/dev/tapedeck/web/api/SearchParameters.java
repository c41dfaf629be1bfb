package dev.tapedeck.web.api;

import dev.tapedeck.cassette.SearchQuery;
import jakarta.ws.rs.QueryParam;
import java.util.Map;
import java.util.Optional;

/** The conditions of a search, as they stand in an address. */
record SearchParameters(
        @QueryParam("text") Optional<String> text,
        @QueryParam("model") Optional<String> model,
        @QueryParam("provider") Optional<String> provider,
        @QueryParam("status") Optional<String> status,
        @QueryParam("since") Optional<String> since,
        @QueryParam("until") Optional<String> until) {

    /** @throws Refusal that names each parameter that can't be understood */
    SearchQuery query() {
        Map<String, Optional<String>> given = Map.of(
                "text", text, "model", model, "provider", provider, "status", status, "since", since, "until", until);
        SearchConditions.Reading reading = SearchConditions.read(name -> given.getOrDefault(name, Optional.empty()));
        if (!reading.misread().isEmpty()) {
            throw Refusal.invalid(reading.misread().stream()
                    .map(misread -> ViolationView.of(misread.parameter(), misread.message()))
                    .toList());
        }
        return reading.query();
    }
}
