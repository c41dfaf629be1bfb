package dev.tapedeck.storage.search;

import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.Ticket;
import java.time.Instant;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;

/** What the index holds of an interaction, and how its fields are called. Of texts only the words are kept. */
final class Fields {
    static final String TEXT = "text";
    static final String TAPE = "tape";
    static final String NUMBER = "number";
    static final String MODEL = "model";
    static final String PROVIDER = "provider";
    static final String STATUS = "status";
    static final String AT = "at";

    private static final String KEY = "key";
    private static final String OPEN = "open";
    private static final FieldType WORDS = words();

    private Fields() {}

    private static FieldType words() {
        FieldType type = new FieldType();
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
        type.setOmitNorms(true);
        type.freeze();
        return type;
    }

    static Document of(long tape, Interaction interaction, List<String> texts) {
        Ticket ticket = interaction.ticket();
        Document document = new Document();
        document.add(new StringField(KEY, tape + "/" + interaction.number(), Field.Store.NO));
        document.add(new LongField(TAPE, tape, Field.Store.NO));
        document.add(new IntField(NUMBER, interaction.number(), Field.Store.NO));
        document.add(new LongField(AT, micros(ticket.recordedAt()), Field.Store.NO));
        document.add(new KeywordField(PROVIDER, ticket.request().provider().value(), Field.Store.NO));
        ticket.model().ifPresent(model -> document.add(new KeywordField(MODEL, model, Field.Store.NO)));
        interaction.outcome().status().ifPresent(status -> document.add(new IntField(STATUS, status, Field.Store.NO)));
        if (!interaction.complete()) {
            document.add(new LongField(OPEN, tape, Field.Store.NO));
        }
        texts.forEach(text -> document.add(new Field(TEXT, text, WORDS)));
        return document;
    }

    static Term key(long tape, int number) {
        return new Term(KEY, tape + "/" + number);
    }

    /** The interactions of a tape. */
    static Query ofTape(long tape) {
        return LongField.newExactQuery(TAPE, tape);
    }

    /** The interactions of a tape whose calls had not ended when they were indexed. */
    static Query openOfTape(long tape) {
        return LongField.newExactQuery(OPEN, tape);
    }

    /** Microseconds since 1970; the nearest there is for times beyond the range. */
    static long micros(Instant at) {
        try {
            return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1_000);
        } catch (ArithmeticException beyond) {
            return at.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
