package dev.tapedeck.build;

import dev.tapedeck.build.BatchProvider.BatchLimits;
import dev.tapedeck.build.BuildPlan.LayerPlan;
import dev.tapedeck.cassette.Mode;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.pipeline.Batching;
import dev.tapedeck.pipeline.Document;
import dev.tapedeck.pipeline.Gathering;
import dev.tapedeck.pipeline.Item;
import dev.tapedeck.pipeline.Layer;
import dev.tapedeck.pipeline.Pipeline;
import dev.tapedeck.pipeline.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reckons what a build would do and cost. Nothing is sent and nothing is written. */
final class Plans {
    private static final int WAITS = 20;

    private final Workshop workshop;
    private final Estimates estimates;

    Plans(Workshop workshop) {
        this.workshop = workshop;
        this.estimates = new Estimates(workshop.prices(), workshop.tokens());
    }

    BuildPlan plan(Pipeline pipeline, BuildOptions options) {
        Map<String, List<PlannedItem>> made = new LinkedHashMap<>();
        List<LayerPlan> layers = new ArrayList<>();
        PlannedRequests requests = new PlannedRequests(workshop.cassettes(), options);
        for (Layer layer : pipeline.layers()) {
            Reckoning reckoning = new Reckoning(workshop, estimates, requests, layer, options);
            switch (layer.gathering()) {
                case Gathering.Each each ->
                    inputs(
                            pipeline,
                            layer,
                            made,
                            part -> reckoning.add(part.stream().map(List::of).toList()));
                case Gathering.All all -> reckoning.add(List.of(gathered(pipeline, layer, made)));
                case Gathering.GroupBy(String key) -> reckoning.add(groups(gathered(pipeline, layer, made), key));
            }
            made.put(layer.name(), reckoning.items());
            layers.add(planned(layer, options, reckoning));
        }
        return new BuildPlan(pipeline.name(), layers);
    }

    private List<PlannedItem> gathered(Pipeline pipeline, Layer layer, Map<String, List<PlannedItem>> made) {
        List<PlannedItem> all = new ArrayList<>();
        inputs(pipeline, layer, made, all::addAll);
        return all;
    }

    private static List<List<PlannedItem>> groups(List<PlannedItem> all, String key) {
        Map<String, List<PlannedItem>> groups = new LinkedHashMap<>();
        for (PlannedItem item : all) {
            String group = item.metadata().get(key);
            if (group != null) {
                groups.computeIfAbsent(group, any -> new ArrayList<>()).add(item);
            }
        }
        return List.copyOf(groups.values());
    }

    /** The layer's inputs, part by part: documents with their contents, or what layers above will have made. */
    private void inputs(
            Pipeline pipeline, Layer layer, Map<String, List<PlannedItem>> made, Consumer<List<PlannedItem>> parts) {
        for (String input : layer.inputs()) {
            List<PlannedItem> above = made.get(input);
            if (above == null) {
                pipeline.sources().stream()
                        .filter(source -> source.name().equals(input))
                        .forEach(source -> documents(pipeline, layer, source, parts));
            } else {
                each(above.iterator(), parts);
            }
        }
    }

    private void documents(Pipeline pipeline, Layer layer, Source source, Consumer<List<PlannedItem>> parts) {
        try (Stream<Document> documents = workshop.pipelines().documents(pipeline.name(), source)) {
            each(documents.map(document -> item(source, document)).iterator(), parts);
        }
    }

    private static PlannedItem item(Source source, Document document) {
        Item item = new Item(source.name(), document.label(), document.content(), document.metadata());
        return new PlannedItem(
                source.name(),
                document.label(),
                document.metadata(),
                Optional.of(item),
                Optional.of(ArtifactId.of(Bytes.utf8(document.content()))),
                0);
    }

    private static void each(Iterator<PlannedItem> items, Consumer<List<PlannedItem>> parts) {
        List<PlannedItem> part = new ArrayList<>();
        long length = 0;
        while (items.hasNext()) {
            PlannedItem next = items.next();
            part.add(next);
            length += next.item().map(item -> item.content().length()).orElse(0);
            if (part.size() == Ingredients.PAGE || length >= Ingredients.BYTES || !items.hasNext()) {
                parts.accept(part);
                part = new ArrayList<>();
                length = 0;
            }
        }
    }

    private LayerPlan planned(Layer layer, BuildOptions options, Reckoning sum) {
        ModelProvider provider = workshop.providers().apply(layer);
        boolean can = options.batches() && options.mode() != Mode.REPLAY && layer.batch() != Batching.NEVER;
        Optional<BatchLimits> limits = can ? provider.batches().map(BatchProvider::limits) : Optional.empty();
        boolean batched =
                limits.isPresent() && (sum.fresh() > 1 || (layer.batch() == Batching.ALWAYS && sum.fresh() > 0));
        Optional<PriceList.Price> price = workshop.prices().find(provider.dialect(), layer.model());
        return new LayerPlan(
                layer.name(),
                layer.provider().value(),
                layer.model(),
                sum.exact(),
                batched,
                sum.units(),
                sum.cached(),
                sum.fresh(),
                batched ? limits.map(most -> batches(sum, most)).orElse(0) : 0,
                sum.inputTokens(),
                sum.estimated(),
                price.map(known -> cost(known, sum, false)),
                provider.batches().flatMap(any -> price.map(known -> cost(known, sum, true))),
                batched ? expected(layer) : Optional.empty());
    }

    /** Reckoned by the mean request, for prices are those of single ones. */
    private static Money cost(PriceList.Price price, Reckoning sum, boolean batched) {
        if (sum.fresh() == 0) {
            return Money.ZERO;
        }
        long input = Math.ceilDiv(sum.inputTokens(), sum.fresh());
        Money one = price.of(new Provenance.Tokens(input, sum.answer()), batched);
        return new Money(Math.multiplyExact(one.nanos(), sum.fresh()));
    }

    private static int batches(Reckoning sum, BatchLimits limits) {
        long byRequests = (sum.fresh() + limits.requests() - 1) / limits.requests();
        long byBytes = (sum.bytes() + limits.bytes() - 1) / limits.bytes();
        return Math.toIntExact(Math.max(byRequests, byBytes));
    }

    /** The median of what such batches took lately. */
    private Optional<Duration> expected(Layer layer) {
        List<Duration> waits = workshop.builds().waits(layer.provider(), layer.model(), WAITS).stream()
                .sorted()
                .toList();
        return waits.isEmpty() ? Optional.empty() : Optional.of(waits.get(waits.size() / 2));
    }
}
