package dev.tapedeck.build;

import dev.tapedeck.cassette.Mode;
import dev.tapedeck.cassette.Outcome;
import dev.tapedeck.cassette.RequestKey;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.pipeline.Gathering;
import dev.tapedeck.pipeline.Item;
import dev.tapedeck.pipeline.Layer;
import dev.tapedeck.pipeline.PromptRenderer.Scope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up the units of one layer for a plan. */
final class Reckoning {
    /** Tokens of so many requests are counted, while they aren't longer together; those of further ones are taken to be as many for their length. */
    private static final int COUNTED = 5_000;

    private static final int COUNTED_BYTES = 4_000_000;

    private static final int BYTES_A_TOKEN = 4;

    private final Workshop workshop;
    private final Estimates estimates;
    private final Layer layer;
    private final ModelProvider provider;
    private final PlannedRequests requests;
    private final Judge judge;
    private final SortedMap<String, String> layerPrint;
    private final boolean cache;
    private final long answer;
    private final List<PlannedItem> items = new ArrayList<>();
    private boolean exact = true;
    private boolean estimated;
    private long units;
    private long cached;
    private long fresh;
    private long counted;
    private long countedTokens;
    private long countedBytes;
    private long bytes;
    private long guessedTokens;

    /** @param requests those of all layers of the plan */
    Reckoning(Workshop workshop, Estimates estimates, PlannedRequests requests, Layer layer, BuildOptions options) {
        this.workshop = workshop;
        this.estimates = estimates;
        this.layer = layer;
        this.layerPrint = UnitFingerprints.ofLayer(layer);
        this.provider = workshop.providers().apply(layer);
        this.requests = requests;
        this.judge = new Judge(workshop.schemas());
        this.cache = options.cache() && options.mode() == Mode.OFF;
        this.answer = Estimates.output(layer, provider.completions().compose(layer, layer.prompt()));
    }

    /** A request that is known already. */
    private record Known(List<PlannedItem> inputs, ProviderRequest request, RequestKey key, String fingerprint) {}

    /** @param part the inputs of each unit */
    void add(List<List<PlannedItem>> part) {
        Map<ArtifactId, Bytes> contents = contents(part);
        List<Known> known = new ArrayList<>();
        for (List<PlannedItem> inputs : part) {
            units++;
            Optional<Known> request = known(inputs, contents);
            request.ifPresentOrElse(known::add, () -> guess(inputs));
        }
        settle(known);
    }

    /** What earlier builds have made and layers work on. */
    private Map<ArtifactId, Bytes> contents(List<List<PlannedItem>> part) {
        return workshop.artifacts()
                .find(part.stream()
                        .flatMap(List::stream)
                        .filter(input -> input.item().isEmpty())
                        .flatMap(input -> input.artifact().stream())
                        .toList());
    }

    private Optional<Known> known(List<PlannedItem> inputs, Map<ArtifactId, Bytes> contents) {
        List<Item> seen = new ArrayList<>();
        for (PlannedItem input : inputs) {
            Optional<Item> item = input.item()
                    .or(() -> input.artifact()
                            .map(contents::get)
                            .map(content -> new Item(input.layer(), input.label(), content.text(), input.metadata())));
            if (item.isEmpty()) {
                return Optional.empty();
            }
            seen.add(item.get());
        }
        ProviderRequest request =
                provider.completions().compose(layer, workshop.prompts().render(layer.prompt(), scope(inputs, seen)));
        RequestKey key = requests.keyOf(request);
        List<ArtifactId> parents =
                inputs.stream().flatMap(input -> input.artifact().stream()).toList();
        return Optional.of(new Known(
                inputs,
                request,
                key,
                UnitFingerprints.of(layerPrint, parents, key).value()));
    }

    private Scope scope(List<PlannedItem> inputs, List<Item> seen) {
        return layer.gathering() instanceof Gathering.Each
                ? new Scope.One(seen.getFirst())
                : new Scope.Many(seen, group(inputs));
    }

    private Optional<String> group(List<PlannedItem> inputs) {
        return layer.gathering() instanceof Gathering.GroupBy(String key)
                ? Optional.ofNullable(inputs.getFirst().metadata().get(key))
                : Optional.empty();
    }

    private void settle(List<Known> known) {
        Map<String, Provenance> made = cache
                ? workshop.artifacts()
                        .findMade(known.stream().map(Known::fingerprint).toList())
                : Map.of();
        for (Known request : known) {
            Optional<Provenance> earlier = Optional.ofNullable(made.get(request.fingerprint()));
            items.add(item(request.inputs(), earlier.map(Provenance::artifact).or(() -> played(request.key()))));
            if (earlier.isPresent()) {
                cached++;
            } else if (requests.isNew(request.key())) {
                fresh++;
                count(request.request());
            }
        }
    }

    /** What will come of an answer that is on the tape. */
    private Optional<ArtifactId> played(RequestKey key) {
        return requests.played(key).flatMap(interaction -> switch (interaction.outcome()) {
            case Outcome.Response response -> good(response.code(), response.body());
            case Outcome.Stream stream -> good(stream.code(), stream.body());
            case Outcome.Error error -> Optional.empty();
            case Outcome.Incomplete incomplete -> Optional.empty();
        });
    }

    private Optional<ArtifactId> good(int status, Bytes body) {
        return judge.judge(layer, provider.completions(), status, body) instanceof Judgement.Good good
                ? Optional.of(ArtifactId.of(good.content()))
                : Optional.empty();
    }

    private void count(ProviderRequest request) {
        bytes += request.body().length();
        if (counted < COUNTED && countedBytes < COUNTED_BYTES) {
            TokenCounter.Count count = estimates.input(layer, provider, request);
            estimated |= count.estimated();
            counted++;
            countedTokens += count.tokens();
            countedBytes += request.body().length();
        }
    }

    /** Of a unit whose inputs aren't there yet. */
    private void guess(List<PlannedItem> inputs) {
        exact = false;
        items.add(item(inputs, Optional.empty()));
        if (requests.sent()) {
            fresh++;
            long tokens = inputs.stream().mapToLong(PlannedItem::tokens).sum()
                    + estimates.count(layer, provider, layer.prompt()).tokens();
            guessedTokens += tokens;
            bytes += tokens * BYTES_A_TOKEN;
        }
    }

    private PlannedItem item(List<PlannedItem> inputs, Optional<ArtifactId> made) {
        boolean one = layer.gathering() instanceof Gathering.Each;
        Optional<String> group = inputs.isEmpty() ? Optional.empty() : group(inputs);
        String label = one ? inputs.getFirst().label() : group.orElse(layer.name());
        return new PlannedItem(layer.name(), label, metadata(inputs, group, one), Optional.empty(), made, answer);
    }

    private SortedMap<String, String> metadata(List<PlannedItem> inputs, Optional<String> group, boolean one) {
        if (one) {
            return inputs.getFirst().metadata();
        }
        return layer.gathering() instanceof Gathering.GroupBy(String key) && group.isPresent()
                ? new TreeMap<>(Map.of(key, group.get()))
                : Collections.emptySortedMap();
    }

    List<PlannedItem> items() {
        return items;
    }

    boolean exact() {
        return exact;
    }

    boolean estimated() {
        return estimated || !exact || fresh > counted;
    }

    long units() {
        return units;
    }

    long cached() {
        return cached;
    }

    long fresh() {
        return fresh;
    }

    long bytes() {
        return bytes;
    }

    /** How many tokens the answers to one request have at most. */
    long answer() {
        return answer;
    }

    long inputTokens() {
        long uncounted = countedBytes == 0 ? 0 : (knownBytes() - countedBytes) * countedTokens / countedBytes;
        return countedTokens + uncounted + guessedTokens;
    }

    private long knownBytes() {
        return bytes - guessedTokens * BYTES_A_TOKEN;
    }
}
