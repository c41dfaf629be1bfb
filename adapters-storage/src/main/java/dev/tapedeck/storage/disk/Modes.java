package dev.tapedeck.storage.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/** Who may read the files: their owner only, unless somebody has said otherwise. */
public final class Modes {
    private static final String OWNER_ONLY = "rw-------";
    private static final String OWNER_ONLY_FOLDER = "rwx------";
    private static final FileAttribute<?>[] NONE = {};

    private Modes() {}

    public static boolean arePosix(Path place) {
        return Files.getFileAttributeView(place, PosixFileAttributeView.class) != null;
    }

    /** The attributes of a new file in that folder. */
    public static FileAttribute<?>[] ofNewFile(Path folder) {
        return attributes(folder, OWNER_ONLY);
    }

    public static FileAttribute<?>[] ofNewFolder(Path parent) {
        return attributes(parent, OWNER_ONLY_FOLDER);
    }

    private static FileAttribute<?>[] attributes(Path place, String mode) {
        return arePosix(place)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : NONE;
    }

    /** Gives a file the mode of the one that it is going to replace. */
    public static void copy(Path from, Path to) throws IOException {
        if (arePosix(from) && Files.exists(from)) {
            Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
        }
    }
}
