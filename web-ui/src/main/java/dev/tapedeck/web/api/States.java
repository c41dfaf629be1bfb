package dev.tapedeck.web.api;

import dev.tapedeck.exchange.Suggestion;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the query parameter {@code state}: one state, or several with commas between them. */
final class States {
    private States() {}

    static <S extends Enum<S>> Set<S> read(String text, Class<S> type) {
        Set<S> states = EnumSet.noneOf(type);
        List<String> known =
                Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
        for (String part : text.split(",", -1)) {
            String name = part.strip().toUpperCase(Locale.ROOT);
            if (!known.contains(name)) {
                throw Refusal.parameter("state", Suggestion.unknown("state", part.strip(), known));
            }
            states.add(Enum.valueOf(type, name));
        }
        return states;
    }
}
