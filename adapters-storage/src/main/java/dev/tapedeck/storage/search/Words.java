package dev.tapedeck.storage.search;

import java.text.Normalizer;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/**
 * Splits texts of any language into words (Unicode Standard Annex 29), in lower case. Accents count; however a character
 * is composed (Unicode normal form KC) doesn't.
 */
final class Words extends Analyzer {
    /** How far apart two texts of one interaction are, so that no phrase reaches from one into the next. */
    private static final int GAP = 1_000;

    @Override
    protected TokenStreamComponents createComponents(String field) {
        StandardTokenizer words = new StandardTokenizer();
        return new TokenStreamComponents(words, new LowerCaseFilter(words));
    }

    @Override
    public int getPositionIncrementGap(String field) {
        return GAP;
    }

    /** The text in the form in which it is split: names in programs and addresses fall apart into their words. */
    static String prepared(String text) {
        String composed = Normalizer.isNormalized(text, Normalizer.Form.NFKC)
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFKC);
        return composed.replace('.', ' ').replace(':', ' ').replace('_', ' ').replace('\'', ' ');
    }
}
