package dev.tapedeck.storage.prices;

import dev.tapedeck.build.PriceList.LongPrompts;
import dev.tapedeck.build.PriceList.Price;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.storage.prices.PriceTable.Entry;
import dev.tapedeck.storage.prices.PriceTable.Named;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a text as a list of prices, strictly. */
final class PriceReader {
    private static final String AS_OF = "asOf";
    private static final String BATCH_SHARE = "batchShare";
    private static final String MODELS = "models";
    private static final String INPUT = "input";
    private static final String OUTPUT = "output";
    private static final String SNAPSHOTS = "snapshots";
    private static final String LONG_PROMPTS = "longPrompts";
    private static final String OVER = "over";

    private static final Set<String> DIALECTS =
            Arrays.stream(Dialect.values()).map(Dialect::id).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> OF_A_DIALECT = Set.of(AS_OF, BATCH_SHARE, MODELS);
    private static final Set<String> OF_A_MODEL = Set.of(INPUT, OUTPUT, SNAPSHOTS, LONG_PROMPTS, AS_OF, BATCH_SHARE);
    private static final Set<String> OF_LONG_PROMPTS = Set.of(OVER, INPUT, OUTPUT);

    private final Map<Named, Entry> entries = new HashMap<>();

    private PriceReader() {}

    static PriceTable read(String yaml) throws BrokenPrices {
        PriceReader reader = new PriceReader();
        Optional<Node> document = document(yaml);
        if (document.isPresent()) {
            Members dialects = Members.of(document.get()).knownAs("dialect", DIALECTS);
            for (Map.Entry<String, Node> dialect : dialects.nodes().entrySet()) {
                reader.dialect(Dialect.find(dialect.getKey()).orElseThrow(), dialect.getValue());
            }
        }
        return new PriceTable(reader.entries);
    }

    private static Optional<Node> document(String yaml) throws BrokenPrices {
        try {
            return new Compose(LoadSettings.builder().build()).composeString(yaml);
        } catch (MarkedYamlEngineException broken) {
            int line = broken.getProblemMark().map(Mark::getLine).orElse(0) + 1;
            throw new BrokenPrices(line, "this is no YAML from here on (%s).".formatted(broken.getProblem()));
        } catch (YamlEngineException broken) {
            throw new BrokenPrices("It is no YAML.");
        }
    }

    private void dialect(Dialect dialect, Node node) throws BrokenPrices {
        Members section = Members.of(node).knownAs("member of a dialect", OF_A_DIALECT);
        for (Map.Entry<String, Node> model :
                Members.of(section.node(MODELS)).nodes().entrySet()) {
            Members price = Members.of(model.getValue()).knownAs("member of a price", OF_A_MODEL);
            Price read = price(price, section);
            entries.put(new Named(dialect, model.getKey()), new Entry(read, price.flag(SNAPSHOTS)));
        }
    }

    private static Price price(Members price, Members section) throws BrokenPrices {
        Members dated = price.has(AS_OF) ? price : section;
        Members shared = price.has(BATCH_SHARE) ? price : section;
        BigDecimal share = shared.amount(BATCH_SHARE);
        if (share.signum() == 0 || share.compareTo(BigDecimal.ONE) > 0) {
            throw new BrokenPrices(
                    Members.lineOf(shared.node(BATCH_SHARE)), "'batchShare' must be more than 0 and at most 1.");
        }
        return new Price(price.amount(INPUT), price.amount(OUTPUT), share, dated.date(AS_OF), longPrompts(price));
    }

    private static Optional<LongPrompts> longPrompts(Members price) throws BrokenPrices {
        if (!price.has(LONG_PROMPTS)) {
            return Optional.empty();
        }
        Members longer = Members.of(price.node(LONG_PROMPTS)).knownAs("member of longPrompts", OF_LONG_PROMPTS);
        return Optional.of(new LongPrompts(longer.count(OVER), longer.amount(INPUT), longer.amount(OUTPUT)));
    }
}
