package dev.tapedeck.build;

import dev.tapedeck.build.BatchProvider.BatchContent;
import dev.tapedeck.build.BatchProvider.BatchRequest;
import java.util.Iterator;
import java.util.List;

/** Requests that are all in memory. */
public record ListedContent(List<BatchRequest> all) implements BatchContent {
    public ListedContent {
        all = List.copyOf(all);
    }

    @Override
    public Iterator<BatchRequest> requests() {
        return all.iterator();
    }

    @Override
    public int count() {
        return all.size();
    }
}
