package dev.tapedeck.web.api;

import dev.tapedeck.exchange.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Reads a member that must be one of some words. */
final class Choice {
    private Choice() {}

    /** The value with that id, or a refusal that lists what there is. */
    static <T> T of(String member, String given, T[] values, Function<T, String> id) {
        return Arrays.stream(values)
                .filter(value -> id.apply(value).equals(given))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> ids = Arrays.stream(values).map(id).toList();
                    String hint = Suggestion.unknown("value", given, ids);
                    return Refusal.member(
                            "/" + member,
                            "'/%s' must be one of %s. %s".formatted(member, String.join(", ", ids), hint));
                });
    }
}
