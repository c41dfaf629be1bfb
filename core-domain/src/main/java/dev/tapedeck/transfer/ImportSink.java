package dev.tapedeck.transfer;

import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.KeyRecipe;

/** Takes what a file holds, in the order of replay. Used by one thread at a time. */
public interface ImportSink {
    /** Keeps nothing. */
    ImportSink NOWHERE = new ImportSink() {
        @Override
        public void recipe(KeyRecipe recipe) {}

        @Override
        public void interaction(Interaction interaction) {}

        @Override
        public void exchange(RecordedExchange exchange) {}

        @Override
        public void skipped(String place, String reason) {}

        @Override
        public void warning(String place, String message) {}
    };

    /** The file's own key recipe; before the first interaction, and only from a file that has one. */
    void recipe(KeyRecipe recipe);

    /** An interaction that Tapedeck itself recorded, with its number and key; numbers ascend. */
    void interaction(Interaction interaction);

    /** What another tool recorded. */
    void exchange(RecordedExchange exchange);

    /** Something that can't be brought in, such as a WebSocket record; the rest of the file is. */
    void skipped(String place, String reason);

    /** Something that was brought in otherwise than a reader of the file might expect. */
    void warning(String place, String message);
}
