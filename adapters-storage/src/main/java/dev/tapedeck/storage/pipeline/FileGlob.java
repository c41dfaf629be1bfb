package dev.tapedeck.storage.pipeline;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;

/**
 * Which files are meant. Without a slash it is about names of files, else about their paths; there {@code **}{@code /} may
 * stand for no folder at all.
 */
final class FileGlob {
    private final boolean isOfPaths;
    private final PathMatcher matcher;

    FileGlob(String glob) {
        isOfPaths = glob.contains("/");
        // groups can't stand inside each other
        String optionalFolders = glob.contains("{") ? glob : glob.replace("**/", "{**/,}");
        matcher = FileSystems.getDefault().getPathMatcher("glob:" + optionalFolders);
    }

    /** @param relative below the source's folder */
    boolean matches(Path relative) {
        return matcher.matches(isOfPaths ? relative : relative.getFileName());
    }
}
