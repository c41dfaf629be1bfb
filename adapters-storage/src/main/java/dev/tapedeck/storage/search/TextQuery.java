package dev.tapedeck.storage.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** Reads what somebody searches for: words, phrases in quotes, and a last word that may go on. */
final class TextQuery {
    private static final Pattern ITEM = Pattern.compile("\"([^\"]*)\"?|[^\"\\s]+");

    private final Analyzer words;

    TextQuery(Analyzer words) {
        this.words = words;
    }

    /** Matches what holds every word and phrase; nothing if there is no word in the text at all. */
    Query of(String text) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        boolean any = false;
        Matcher item = ITEM.matcher(text);
        while (item.find()) {
            boolean quoted = item.group(1) != null;
            List<String> tokens = tokens(quoted ? item.group(1) : item.group());
            if (!tokens.isEmpty()) {
                any = true;
                all.add(query(tokens, !quoted && item.hitEnd()), BooleanClause.Occur.FILTER);
            }
        }
        return any ? all.build() : new MatchNoDocsQuery("no word to search for");
    }

    private static Query query(List<String> tokens, boolean mayGoOn) {
        if (tokens.size() > 1) {
            return new PhraseQuery(Fields.TEXT, tokens.toArray(String[]::new));
        }
        Term term = new Term(Fields.TEXT, tokens.getFirst());
        return mayGoOn ? new PrefixQuery(term) : new TermQuery(term);
    }

    private List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        try (TokenStream stream = words.tokenStream(Fields.TEXT, Words.prepared(text))) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                tokens.add(term.toString());
            }
            stream.end();
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return tokens;
    }
}
