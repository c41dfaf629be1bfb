package dev.tapedeck.storage.file;

import dev.tapedeck.cassette.CassetteName;
import java.nio.file.Path;

/** Something in the folder that somebody should know of. */
public sealed interface FolderEvent {
    /** The cassette that it is about. */
    CassetteName cassette();

    /** For people; holds nothing of what was recorded. */
    String message();

    /**
     * What a crash had left in a journal is in the document now.
     *
     * @param interactions how many interactions the journal had something of
     * @param incomplete how many interactions of the cassette never ended
     */
    record Recovered(CassetteName cassette, int interactions, int incomplete) implements FolderEvent {
        @Override
        public String message() {
            return "Recovered %d interactions of '%s' from its journal; %d of the cassette's calls never ended"
                    .formatted(interactions, cassette, incomplete);
        }
    }

    /** The end of a journal was torn when it was being written: it was never acknowledged, and is cut off. */
    record Cut(CassetteName cassette, long bytes) implements FolderEvent {
        @Override
        public String message() {
            return "Cut %d torn bytes off the end of the journal of '%s'; everything acknowledged is there"
                    .formatted(bytes, cassette);
        }
    }

    /** A fresh take or a half-written document that a crash had left was dropped; the cassette is as before. */
    record Dropped(CassetteName cassette, Path file) implements FolderEvent {
        @Override
        public String message() {
            return "Dropped the unfinished %s that a crash had left; cassette '%s' is as before"
                    .formatted(file.getFileName(), cassette);
        }
    }

    /** A deletion that a crash had interrupted was finished. */
    record Deleted(CassetteName cassette) implements FolderEvent {
        @Override
        public String message() {
            return "Finished deleting '%s', which a crash had interrupted".formatted(cassette);
        }
    }

    /** A corrupt file was moved aside. */
    record SetAside(CassetteName cassette, Path file, String why) implements FolderEvent {
        @Override
        public String message() {
            return "Set a corrupt file of '%s' aside as %s: %s".formatted(cassette, file, why);
        }
    }

    /** A file was left as it is, since it can't be read or worked on now. */
    record LeftAlone(CassetteName cassette, String why) implements FolderEvent {
        @Override
        public String message() {
            return "Left '%s' alone: %s".formatted(cassette, why);
        }
    }
}
