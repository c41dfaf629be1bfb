package dev.tapedeck.storage.search;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedDocValues;

/** Counts the values of a field of names: by their place in the part of the index at hand, then by name. */
final class NameCounts {
    private final String field;
    private final Map<String, Integer> counts = new HashMap<>();
    private SortedDocValues names = DocValues.emptySorted();
    private int[] here = {};

    NameCounts(String field) {
        this.field = field;
    }

    Map<String, Integer> counts() {
        return counts;
    }

    void begin(LeafReader part) throws IOException {
        names = DocValues.unwrapSingleton(DocValues.getSortedSet(part, field));
        here = new int[names.getValueCount()];
    }

    void count(int document) throws IOException {
        if (names.advanceExact(document)) {
            here[names.ordValue()]++;
        }
    }

    void end() throws IOException {
        for (int place = 0; place < here.length; place++) {
            if (here[place] > 0) {
                counts.merge(names.lookupOrd(place).utf8ToString(), here[place], Integer::sum);
            }
        }
    }
}
