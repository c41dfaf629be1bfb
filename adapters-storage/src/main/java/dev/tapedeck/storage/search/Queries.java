package dev.tapedeck.storage.search;

import dev.tapedeck.cassette.SearchQuery;
import java.time.Instant;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.Query;

/** Says in the index' terms what is looked for. Thread-safe. */
final class Queries {
    private final TextQuery texts;

    Queries(Words words) {
        texts = new TextQuery(words);
    }

    /** The interactions that match. */
    Query of(SearchQuery query) {
        return conditions(query).build();
    }

    /** The interactions of a tape that match, beginning after that number. */
    Query of(SearchQuery query, long tape, int afterNumber) {
        return conditions(query)
                .add(Fields.ofTape(tape), Occur.FILTER)
                .add(after(afterNumber), Occur.FILTER)
                .build();
    }

    private static Query after(int number) {
        return IntField.newRangeQuery(Fields.NUMBER, Math.min(number, Integer.MAX_VALUE - 1) + 1, Integer.MAX_VALUE);
    }

    private BooleanQuery.Builder conditions(SearchQuery query) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        all.add(new FieldExistsQuery(Fields.TAPE), Occur.FILTER);
        query.text().map(texts::of).ifPresent(each -> all.add(each, Occur.FILTER));
        query.model()
                .map(model -> KeywordField.newExactQuery(Fields.MODEL, model))
                .ifPresent(each -> all.add(each, Occur.FILTER));
        query.provider()
                .map(provider -> KeywordField.newExactQuery(Fields.PROVIDER, provider.value()))
                .ifPresent(each -> all.add(each, Occur.FILTER));
        query.status()
                .map(status -> IntField.newRangeQuery(Fields.STATUS, status.first(), status.last()))
                .ifPresent(each -> all.add(each, Occur.FILTER));
        query.since().map(Queries::since).ifPresent(each -> all.add(each, Occur.FILTER));
        query.until().map(Queries::since).ifPresent(each -> all.add(each, Occur.MUST_NOT));
        return all;
    }

    private static Query since(Instant start) {
        return LongField.newRangeQuery(Fields.AT, Fields.micros(start), Long.MAX_VALUE);
    }
}
