package dev.tapedeck.web.api;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What came of giving a build up. */
record ResetView(
        BuildView build,

        @Schema(
                description =
                        "The provider's batches that could not be cancelled, and may still be worked on and paid for there: cancel them by hand.")
        List<String> abandoned) {
    ResetView {
        abandoned = List.copyOf(abandoned);
    }
}
