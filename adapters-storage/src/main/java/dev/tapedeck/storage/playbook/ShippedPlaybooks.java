package dev.tapedeck.storage.playbook;

import dev.tapedeck.storage.declared.ShippedFolder;
import java.nio.file.Path;
import java.util.List;

/** The playbooks that come with the product, so that there are some to play and to learn from. */
public final class ShippedPlaybooks {
    private static final ShippedFolder FOLDER = new ShippedFolder(
            ShippedPlaybooks.class, "playbooks", List.of("check-reply/playbook.yaml", "triage-ticket/playbook.yaml"));

    private ShippedPlaybooks() {}

    /** Makes a folder of playbooks with them, see {@link ShippedFolder#layInto}. */
    public static boolean layInto(Path directory) {
        return FOLDER.layInto(directory);
    }
}
