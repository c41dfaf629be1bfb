package dev.tapedeck.pipeline;

import dev.tapedeck.exchange.Names;
import java.nio.file.FileSystems;
import java.util.Arrays;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** Where documents come from. Its name can be an input of layers. */
public record Source(String name, Origin origin) {
    public sealed interface Origin {
        /**
         * The files of a folder.
         *
         * @param path below the pipeline's own folder, with {@code /} between its parts; never leads out of it
         * @param include a glob; without a {@code /} over names of files, in this folder and those below, else over their
         *     paths below this folder
         */
        record Folder(String path, String include) implements Origin {
            private static final int LONGEST = 500;

            public Folder {
                path = path.endsWith("/") && path.length() > 1 ? path.substring(0, path.length() - 1) : path;
                checkPath(path);
                checkGlob(include);
            }

            private static void checkPath(String path) {
                boolean isLawful = path.length() <= LONGEST
                        && path.chars().noneMatch(letter -> Character.isISOControl(letter) || letter == '\\')
                        && Arrays.stream(path.split("/", -1))
                                .noneMatch(part -> part.isBlank() || part.equals("..") || part.endsWith(":"));
                if (!isLawful) {
                    throw new InvalidFolder(
                            "'%s' is no folder below the pipeline's own: write its path from there, such as sources/bios, without '..'."
                                    .formatted(Names.shownPath(path)));
                }
            }

            private static void checkGlob(String include) {
                try {
                    if (include.isBlank() || include.length() > LONGEST) {
                        throw new InvalidFolder("A glob of 1 to %d characters says which files are meant, such as *.md."
                                .formatted(LONGEST));
                    }
                    FileSystems.getDefault().getPathMatcher("glob:" + include);
                } catch (PatternSyntaxException broken) {
                    throw new InvalidFolder("'%s' is no glob: %s. Write one such as *.md or *.{md,txt}."
                            .formatted(Names.shown(include), broken.getDescription()));
                }
            }
        }

        record Inline(List<Document> documents) implements Origin {
            public Inline {
                documents = List.copyOf(documents);
            }
        }
    }

    /** A path or glob that can't be a folder's; the message says how one is written. */
    public static final class InvalidFolder extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        InvalidFolder(String message) {
            super(message);
        }
    }
}
