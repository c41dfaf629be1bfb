package dev.tapedeck.storage.file;

/** A run of bytes in a file. */
record Spot(long at, int length) {
    static final Spot NONE = new Spot(0, 0);
}
