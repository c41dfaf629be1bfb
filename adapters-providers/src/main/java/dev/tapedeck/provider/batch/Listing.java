package dev.tapedeck.provider.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tapedeck.build.BatchProvider.Refused;
import dev.tapedeck.provider.sse.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A list at a provider, newest first, page by page.
 *
 * @param path where it is
 * @param query of its first page
 * @param cursor the parameter that takes the id after which a page begins
 */
public record Listing(String path, String query, String cursor) {
    /** So much the provider's clock may be behind ours. */
    private static final Duration MARGIN = Duration.ofMinutes(10);

    private static final int MOST_PAGES = 10_000;

    /** What is wanted of it, among what was made since then; a little more rather than less. */
    public List<JsonNode> since(Instant since, BatchCalls calls, Predicate<JsonNode> wanted) throws Refused {
        List<JsonNode> found = new ArrayList<>();
        Instant first = since.minus(MARGIN);
        Optional<String> place = Optional.of("");
        for (int page = 0; place.isPresent() && page < MOST_PAGES; page++) {
            JsonNode list = calls.get(path, query + place.get()).said();
            boolean recent = false;
            for (JsonNode entry : list.path("data")) {
                boolean young = Moments.of(entry.path("created_at"))
                        .filter(made -> made.isBefore(first))
                        .isEmpty();
                recent |= young;
                if (young && wanted.test(entry)) {
                    found.add(entry);
                }
            }
            Optional<String> next = recent ? after(list) : Optional.empty();
            place = next.equals(place) ? Optional.empty() : next;
        }
        return found;
    }

    private Optional<String> after(JsonNode list) {
        JsonNode data = list.path("data");
        String last = Fields.text(data.path(data.size() - 1), "id");
        boolean more = list.path("has_more").asBoolean() && !last.isEmpty();
        return more ? Optional.of("&%s=%s".formatted(cursor, BatchCalls.segment(last))) : Optional.empty();
    }
}
