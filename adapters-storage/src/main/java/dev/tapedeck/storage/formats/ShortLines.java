package dev.tapedeck.storage.formats;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Refuses lines that are too long: a YAML parser holds the line that it is in, several times over. */
final class ShortLines extends FilterReader {
    private final int longest;
    private long line = 1;
    private int length;

    ShortLines(Reader in, int longest) {
        super(in);
        this.longest = longest;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] into, int from, int wanted) throws IOException {
        int read = super.read(into, from, wanted);
        for (int at = from; at < from + read; at++) {
            count(into[at]);
        }
        return read;
    }

    private void count(char next) {
        if (next == '\n') {
            line++;
            length = 0;
        } else if (++length > longest) {
            throw new Refusal(
                    "line " + line,
                    "A line of over %,d characters is not read. Take this record out of the file.".formatted(longest));
        }
    }
}
