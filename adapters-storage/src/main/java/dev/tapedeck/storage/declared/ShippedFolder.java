package dev.tapedeck.storage.declared;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.storage.disk.RealDisk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A folder that comes with the product.
 *
 * @param owner the class beside whose resources, below {@code shipped}, its files are
 * @param what is in it, for people
 * @param files with their folders
 */
public record ShippedFolder(Class<?> owner, String what, List<String> files) {
    public ShippedFolder {
        files = List.copyOf(files);
    }

    /**
     * Makes that folder, unless it is there: what people have changed or deleted stays so. For one caller at a time.
     *
     * @return whether it was made
     * @throws FailedCall {@code StoreDown}, if it can't be made
     */
    public boolean layInto(Path directory) {
        Path place = directory.toAbsolutePath().normalize();
        if (Files.exists(place)) {
            return false;
        }
        try {
            Path draft = place.resolveSibling(place.getFileName() + ".new");
            for (String file : files) {
                copy(file, draft.resolve(file));
            }
            RealDisk disk = new RealDisk();
            disk.move(draft, place);
            disk.forceFolder(place.resolveSibling("."));
            return true;
        } catch (IOException failed) {
            throw FailedCall.rejected(new Failure.StoreDown(
                    "The folder of %s %s can't be made (%s). Make it, or see that Tapedeck may write there."
                            .formatted(what, place, failed.getClass().getSimpleName()),
                    Optional.empty()));
        }
    }

    private void copy(String file, Path to) throws IOException {
        Files.createDirectories(to.resolveSibling("."));
        try (InputStream in = Objects.requireNonNull(owner.getResourceAsStream("shipped/" + file), file)) {
            Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
