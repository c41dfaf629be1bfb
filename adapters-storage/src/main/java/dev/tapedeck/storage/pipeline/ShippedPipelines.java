package dev.tapedeck.storage.pipeline;

import dev.tapedeck.storage.declared.ShippedFolder;
import java.nio.file.Path;
import java.util.List;

/** The pipelines that come with the product, so that there is one to run and to learn from. */
public final class ShippedPipelines {
    private static final ShippedFolder FOLDER = new ShippedFolder(
            ShippedPipelines.class,
            "pipelines",
            List.of(
                    "team-report/sources/bios/ines.md",
                    "team-report/sources/bios/jonas.md",
                    "team-report/sources/bios/mirela.md",
                    "team-report/pipeline.yaml"));

    private ShippedPipelines() {}

    /** Makes a folder of pipelines with them, see {@link ShippedFolder#layInto}. */
    public static boolean layInto(Path directory) {
        return FOLDER.layInto(directory);
    }
}
