package dev.tapedeck.cassette;

import dev.tapedeck.cassette.Nearest.Difference;
import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.json.JsonDifference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says why a request has no match: which recordings are nearest, and where they differ. Shows nothing unredacted. */
final class Explainer {
    private static final int NEAREST = 3;
    private static final int DIFFERENCES = 5;
    /** How many recordings are compared; the rest of a long tape is left out. */
    private static final int CANDIDATES = 200;
    /** So much further away than any difference in a body is another method, path, query or lane. */
    private static final int ELSEWHERE = 1_000;

    private static final int LANES_NAMED = 20;
    private static final String MISSING = "(missing)";

    private final CassetteStore store;
    private final RequestKeys keys;
    private final Scrubber scrubber;

    Explainer(CassetteStore store, RequestKeys keys, Scrubber scrubber) {
        this.store = store;
        this.keys = keys;
        this.scrubber = scrubber;
    }

    /** The request as it may be shown. */
    ProviderRequest shown(ProviderRequest request) {
        return scrubber.request(request).value();
    }

    /** The nearest recordings, best first. */
    List<Nearest> nearest(TakeId take, Tape tape, Lane lane, RequestKey key, ProviderRequest shown) {
        return tape.candidates(lane, key, CANDIDATES)
                .flatMap(number -> store.find(take, number).stream())
                .map(interaction -> compare(shown, lane, key, interaction))
                .sorted(Comparator.comparingInt(Nearest::distance).thenComparingInt(Nearest::number))
                .limit(NEAREST)
                .toList();
    }

    private Nearest compare(ProviderRequest asked, Lane lane, RequestKey key, Interaction interaction) {
        ProviderRequest recorded = interaction.ticket().request();
        List<Difference> differences = new ArrayList<>();
        differ("lane", lane.name(), interaction.ticket().lane().name()).ifPresent(differences::add);
        differ("dialect", asked.dialect().id(), recorded.dialect().id()).ifPresent(differences::add);
        differ("method", asked.method(), recorded.method()).ifPresent(differences::add);
        differ("path", asked.path(), recorded.path()).ifPresent(differences::add);
        int distance = differences.size() * ELSEWHERE;
        if (key.equals(interaction.ticket().key())) {
            return new Nearest(interaction.number(), distance, differences);
        }
        differ("query", asked.query().orElse(""), recorded.query().orElse("")).ifPresent(differences::add);
        Optional<JsonDifference> json = keys.difference(recorded.body(), asked.body(), DIFFERENCES);
        json.map(JsonDifference::places).orElse(List.of()).forEach(place -> differences.add(difference(place)));
        if (json.isEmpty() && !asked.body().equals(recorded.body())) {
            differences.add(new Difference(
                    "body", asked.body().toString(), recorded.body().toString()));
        }
        keys.headers()
                .forEach(name -> differ("header " + name, value(asked, name), value(recorded, name))
                        .ifPresent(differences::add));
        return new Nearest(
                interaction.number(),
                distance + json.map(JsonDifference::total).orElse(1),
                differences.stream().limit(DIFFERENCES).toList());
    }

    private static String value(ProviderRequest request, String header) {
        return request.headers().first(header).orElse(MISSING);
    }

    private static Difference difference(JsonDifference.Place place) {
        String pointer = place.pointer().toString();
        return new Difference(
                pointer.isEmpty() ? "the whole body" : pointer,
                place.asked().orElse(MISSING),
                place.recorded().orElse(MISSING));
    }

    private static Optional<Difference> differ(String place, String asked, String recorded) {
        return asked.equals(recorded) ? Optional.empty() : Optional.of(new Difference(place, asked, recorded));
    }

    /** What the client is told. */
    String message(CassetteName cassette, Tape tape, Lane lane, RequestKey key, List<Nearest> nearest) {
        return Stream.of(
                        tape.size() > 0 && !tape.hasLane(lane)
                                ? "'%s' has no lane '%s'; its lanes are %s."
                                        .formatted(
                                                cassette,
                                                lane,
                                                tape.laneNames().stream()
                                                        .limit(LANES_NAMED)
                                                        .collect(Collectors.joining(", ")))
                                : "No interaction on '%s' matches this request (lane '%s', key %s)."
                                        .formatted(cassette, lane, key),
                        tape.size() == 0
                                ? "The cassette is empty."
                                : nearest.stream()
                                        .findFirst()
                                        .map(Explainer::told)
                                        .orElse(""),
                        "To record it, use mode auto or record.")
                .filter(sentence -> !sentence.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String told(Nearest nearest) {
        return nearest.differences().isEmpty()
                ? "Nearest: #%d, which differs in something that is not stored: a header or a redacted value."
                        .formatted(nearest.number())
                : "Nearest: #%d, which differs at %s."
                        .formatted(
                                nearest.number(),
                                nearest.differences().stream()
                                        .map(d -> "%s (%s here, %s recorded)"
                                                .formatted(d.place(), d.asked(), d.recorded()))
                                        .collect(Collectors.joining("; ")));
    }
}
