package dev.tapedeck.storage.prices;

import dev.tapedeck.build.PriceList.Price;
import dev.tapedeck.exchange.Dialect;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prices by the names of models. */
record PriceTable(Map<Named, Entry> entries) {
    /** A model's name, with the day of a snapshot behind it, as OpenAI and Anthropic write it. */
    private static final Pattern SNAPSHOT = Pattern.compile("(.+)-(\\d{4}-\\d{2}-\\d{2}|\\d{8})");

    record Named(Dialect dialect, String model) {}

    /** @param snapshots whether the price is that of the model's dated snapshots too */
    record Entry(Price price, boolean snapshots) {}

    PriceTable {
        entries = Map.copyOf(entries);
    }

    /** This with those of the other in place of its own. */
    PriceTable under(PriceTable other) {
        Map<Named, Entry> all = new HashMap<>(entries);
        all.putAll(other.entries);
        return new PriceTable(all);
    }

    /** The price of that model, or of the one that it is a snapshot of. */
    Optional<Price> find(Dialect dialect, String model) {
        return entry(dialect, model).or(() -> snapshot(dialect, model)).map(Entry::price);
    }

    private Optional<Entry> snapshot(Dialect dialect, String model) {
        return Optional.of(SNAPSHOT.matcher(model))
                .filter(Matcher::matches)
                .flatMap(matcher -> entry(dialect, matcher.group(1)))
                .filter(Entry::snapshots);
    }

    private Optional<Entry> entry(Dialect dialect, String model) {
        return Optional.ofNullable(entries.get(new Named(dialect, model)));
    }
}
