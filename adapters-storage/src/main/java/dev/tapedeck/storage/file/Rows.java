package dev.tapedeck.storage.file;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A growing table of rows of one width, packed into pages: a hundred thousand rows are a hundred objects, and nothing is
 * copied when it grows. Not thread-safe.
 */
final class Rows {
    private static final int PER_PAGE = 1 << 10;

    private final int width;
    private final List<ByteBuffer> pages = new ArrayList<>();
    private int size;

    Rows(int width) {
        this.width = width;
    }

    int size() {
        return size;
    }

    /** Adds a row of zeros and gives its place. */
    int add() {
        if (size % PER_PAGE == 0) {
            pages.add(ByteBuffer.allocate(PER_PAGE * width));
        }
        return size++;
    }

    int number(int row, int column) {
        return page(row).getInt(at(row, column));
    }

    void number(int row, int column, int value) {
        page(row).putInt(at(row, column), value);
    }

    long big(int row, int column) {
        return page(row).getLong(at(row, column));
    }

    void big(int row, int column, long value) {
        page(row).putLong(at(row, column), value);
    }

    byte[] bytes(int row, int column, int length) {
        byte[] bytes = new byte[length];
        page(row).get(at(row, column), bytes);
        return bytes;
    }

    void bytes(int row, int column, byte[] value) {
        page(row).put(at(row, column), value);
    }

    /** Copies a row of another table of the same width. */
    void copy(Rows from, int fromRow, int row) {
        page(row).put(at(row, 0), from.page(fromRow), from.at(fromRow, 0), width);
    }

    private ByteBuffer page(int row) {
        return pages.get(row / PER_PAGE);
    }

    private int at(int row, int column) {
        return row % PER_PAGE * width + column;
    }
}
