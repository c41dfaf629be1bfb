package dev.tapedeck.storage.search;

import dev.tapedeck.cassette.TakeId;
import dev.tapedeck.cassette.Tally;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;

/** Counts what matches, by take and by what it can be narrowed to. */
final class Tallying implements CollectorManager<Tallying.Counter, Tally> {
    private final Map<Long, TakeId> takes;

    /** @param takes the takes whose interactions count, by the tape's id in the index */
    Tallying(Map<Long, TakeId> takes) {
        this.takes = takes;
    }

    @Override
    public Counter newCollector() {
        return new Counter();
    }

    @Override
    public Tally reduce(Collection<Counter> counters) {
        Map<TakeId, Integer> byTake = new HashMap<>();
        TreeMap<String, Integer> models = new TreeMap<>();
        TreeMap<String, Integer> providers = new TreeMap<>();
        TreeMap<Integer, Integer> statuses = new TreeMap<>();
        for (Counter counter : counters) {
            counter.byTake.forEach((take, count) -> byTake.merge(take, count, Integer::sum));
            counter.models.counts().forEach((name, count) -> models.merge(name, count, Integer::sum));
            counter.providers.counts().forEach((name, count) -> providers.merge(name, count, Integer::sum));
            counter.statuses.forEach((code, count) -> statuses.merge(code, count, Integer::sum));
        }
        return new Tally(byTake, models, providers, statuses);
    }

    /** Counts in one part of the index after the other. */
    final class Counter extends SimpleCollector {
        private final Map<TakeId, Integer> byTake = new HashMap<>();
        private final NameCounts models = new NameCounts(Fields.MODEL);
        private final NameCounts providers = new NameCounts(Fields.PROVIDER);
        private final Map<Integer, Integer> statuses = new HashMap<>();
        private NumericDocValues tape = DocValues.emptyNumeric();
        private NumericDocValues status = DocValues.emptyNumeric();

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }

        @Override
        protected void doSetNextReader(LeafReaderContext context) throws IOException {
            LeafReader reader = context.reader();
            tape = DocValues.unwrapSingleton(DocValues.getSortedNumeric(reader, Fields.TAPE));
            status = DocValues.unwrapSingleton(DocValues.getSortedNumeric(reader, Fields.STATUS));
            models.begin(reader);
            providers.begin(reader);
        }

        @Override
        public void collect(int document) throws IOException {
            TakeId take = tape.advanceExact(document) ? takes.get(tape.longValue()) : null;
            if (take == null) {
                return;
            }
            byTake.merge(take, 1, Integer::sum);
            models.count(document);
            providers.count(document);
            if (status.advanceExact(document)) {
                statuses.merge((int) status.longValue(), 1, Integer::sum);
            }
        }

        @Override
        public void finish() throws IOException {
            models.end();
            providers.end();
        }
    }
}
