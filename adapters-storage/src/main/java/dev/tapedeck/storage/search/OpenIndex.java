package dev.tapedeck.storage.search;

import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.exchange.Time;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * A Lucene index that is open for writing. Beside the interactions it holds how far each tape was read, changed in the
 * same commit: after a crash both are as they were at the last one. One thread writes, any may search. Every method may
 * throw {@link IOException} or {@link org.apache.lucene.store.AlreadyClosedException}: then the index is to be discarded.
 */
final class OpenIndex {
    private static final double BUFFER_MEGABYTES = 16;
    private static final Duration BETWEEN_COMMITS = Duration.ofSeconds(10);
    private static final String STATE = "state";
    private static final Sort BY_NUMBER =
            new Sort(IntField.newSortField(Fields.NUMBER, false, SortedNumericSelector.Type.MIN));

    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final Time time;
    private long committedAt;

    /** What is done with the index as it is at one moment. */
    interface Look<T> {
        T at(IndexSearcher searcher) throws IOException;
    }

    private OpenIndex(Directory directory, IndexWriter writer, SearcherManager searchers, Time time) {
        this.directory = directory;
        this.writer = writer;
        this.searchers = searchers;
        this.time = time;
        this.committedAt = time.nanos();
    }

    /** Opens what is there, and checks each byte of it; makes an empty one if there is nothing. */
    static OpenIndex in(Directory directory, Words words, Time time) throws IOException {
        IndexWriter writer = null;
        try {
            writer = new IndexWriter(directory, settings(words));
            OpenIndex open = new OpenIndex(directory, writer, new SearcherManager(writer, null), time);
            open.check();
            return open;
        } catch (IOException | RuntimeException unusable) {
            rollBack(writer);
            IOUtils.closeWhileHandlingException(directory);
            throw unusable;
        }
    }

    private static IndexWriterConfig settings(Words words) {
        ConcurrentMergeScheduler merges = new ConcurrentMergeScheduler();
        merges.setMaxMergesAndThreads(2, 1);
        return new IndexWriterConfig(words)
                .setRAMBufferSizeMB(BUFFER_MEGABYTES)
                .setMergeScheduler(merges)
                .setCommitOnClose(false);
    }

    private void check() throws IOException {
        look(searcher -> {
            for (LeafReaderContext part : searcher.getLeafContexts()) {
                part.reader().checkIntegrity();
            }
            return true;
        });
    }

    /** How far tapes were read at the last commit. */
    List<IndexedTape> tapes() throws IOException {
        return look(searcher -> {
            List<IndexedTape> tapes = new ArrayList<>();
            StoredFields stored = searcher.storedFields();
            Query states = new FieldExistsQuery(STATE);
            for (ScoreDoc hit : searcher.search(states, Math.max(1, searcher.count(states))).scoreDocs) {
                tapes.add(tape(searcher, stored.document(hit.doc)));
            }
            return tapes;
        });
    }

    private static IndexedTape tape(IndexSearcher searcher, Document state) throws IOException {
        long id = number(state, STATE);
        Seen seen = new Seen(
                state.get("name"),
                number(state, "take"),
                Instant.parse(state.get("created")),
                Instant.parse(state.get("changed")),
                (int) number(state, "interactions"),
                number(state, "bytes"),
                (int) number(state, "findings"));
        return new IndexedTape(
                id,
                seen,
                (int) number(state, "last"),
                searcher.count(Fields.ofTape(id)),
                numbers(searcher, Fields.openOfTape(id), Integer.MAX_VALUE));
    }

    private static long number(Document state, String field) {
        return state.getField(field).numericValue().longValue();
    }

    /** Writes down how far a tape was read. */
    void save(IndexedTape tape) throws IOException {
        Seen seen = tape.seen();
        Document state = new Document();
        state.add(new StringField("key", stateKey(tape).text(), Field.Store.NO));
        state.add(new LongField(STATE, tape.id(), Field.Store.YES));
        state.add(new StoredField("name", seen.name()));
        state.add(new StoredField("take", seen.take()));
        state.add(new StoredField("created", seen.createdAt().toString()));
        state.add(new StoredField("changed", seen.changedAt().toString()));
        state.add(new StoredField("interactions", seen.interactions()));
        state.add(new StoredField("bytes", seen.bytes()));
        state.add(new StoredField("findings", seen.findings()));
        state.add(new StoredField("last", tape.last()));
        writer.updateDocument(stateKey(tape), state);
    }

    private static Term stateKey(IndexedTape tape) {
        return new Term("key", "tape " + tape.id());
    }

    void add(IndexedTape tape, Interaction interaction, List<String> texts) throws IOException {
        writer.addDocument(Fields.of(tape.id(), interaction, texts));
    }

    void replace(IndexedTape tape, Interaction interaction, List<String> texts) throws IOException {
        writer.updateDocument(Fields.key(tape.id(), interaction.number()), Fields.of(tape.id(), interaction, texts));
    }

    void remove(IndexedTape tape, int number) throws IOException {
        writer.deleteDocuments(Fields.key(tape.id(), number));
    }

    /** Removes a tape with everything that was read of it. */
    void drop(IndexedTape tape) throws IOException {
        writer.deleteDocuments(stateKey(tape));
        writer.deleteDocuments(Fields.ofTape(tape.id()));
    }

    /** Lets searches see what was written. */
    void refresh() throws IOException {
        searchers.maybeRefreshBlocking();
    }

    /** Makes what was written durable, unless that was done a moment ago. */
    void commitNowAndThen() throws IOException {
        if (writer.hasUncommittedChanges() && time.nanos() - committedAt >= BETWEEN_COMMITS.toNanos()) {
            writer.commit();
            committedAt = time.nanos();
        }
    }

    <T> T look(Look<T> look) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            return look.at(searcher);
        } finally {
            searchers.release(searcher);
        }
    }

    /** The numbers of the interactions that match, in order. */
    static List<Integer> numbers(IndexSearcher searcher, Query query, int limit) throws IOException {
        int most = Math.min(limit, Math.max(1, searcher.getIndexReader().maxDoc()));
        List<Integer> numbers = new ArrayList<>();
        for (ScoreDoc hit : searcher.search(query, most, BY_NUMBER).scoreDocs) {
            numbers.add((Integer) ((FieldDoc) hit).fields[0]);
        }
        return numbers;
    }

    /** Makes everything durable, and leaves. */
    void close() throws IOException {
        try {
            writer.commit();
        } finally {
            discard();
        }
    }

    /** Leaves; what was written since the last commit is lost. */
    void discard() {
        IOUtils.closeWhileHandlingException(searchers);
        rollBack(writer);
        IOUtils.closeWhileHandlingException(directory);
    }

    private static void rollBack(@Nullable IndexWriter writer) {
        IOUtils.closeWhileHandlingException(writer == null ? null : writer::rollback);
    }
}
