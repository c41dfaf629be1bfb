package dev.tapedeck.storage.pipeline;

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

/** The pipelines that come with the product, so that there is one to run and to learn from. */
public final class ShippedPipelines {
    private static final List<String> FILES = List.of(
            "team-report/sources/bios/ines.md",
            "team-report/sources/bios/jonas.md",
            "team-report/sources/bios/mirela.md",
            "team-report/pipeline.yaml");

    private ShippedPipelines() {}

    /**
     * Makes a folder of pipelines with them, unless it is there: what people have changed or deleted stays so. For one
     * caller at a time.
     *
     * @return whether it was made
     * @throws FailedCall {@code StoreDown}, if it can't be made
     */
    public static boolean layInto(Path directory) {
        Path place = directory.toAbsolutePath().normalize();
        if (Files.exists(place)) {
            return false;
        }
        try {
            Path draft = place.resolveSibling(place.getFileName() + ".new");
            for (String file : FILES) {
                copy(file, draft.resolve(file));
            }
            RealDisk disk = new RealDisk();
            disk.move(draft, place);
            disk.forceFolder(place.resolveSibling("."));
            return true;
        } catch (IOException failed) {
            throw FailedCall.rejected(new Failure.StoreDown(
                    "The folder of pipelines %s can't be made (%s). Make it, or see that Tapedeck may write there."
                            .formatted(place, failed.getClass().getSimpleName()),
                    Optional.empty()));
        }
    }

    private static void copy(String file, Path to) throws IOException {
        Files.createDirectories(to.resolveSibling("."));
        try (InputStream in =
                Objects.requireNonNull(ShippedPipelines.class.getResourceAsStream("shipped/" + file), file)) {
            Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
