package dev.tapedeck.pipeline;

import java.util.List;

/** Where documents come from. Its name can be an input of layers. */
public record Source(String name, Origin origin) {
    public sealed interface Origin {
        /**
         * The files of a folder.
         *
         * @param path below the pipeline's own folder; never leads out of it
         * @param include a glob over names of files, in this folder and those below
         */
        record Folder(String path, String include) implements Origin {}

        record Inline(List<Document> documents) implements Origin {
            public Inline {
                documents = List.copyOf(documents);
            }
        }
    }
}
