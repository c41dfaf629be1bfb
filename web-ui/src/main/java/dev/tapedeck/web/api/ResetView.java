package dev.tapedeck.web.api;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What came of giving a build up. */
record ResetView(
        @Schema(description = "The build; not there if its state is damaged.")
        Optional<BuildView> build,

        @Schema(
                description =
                        "The provider's batches that could not be cancelled, and may still be worked on and paid for there: cancel them by hand.")
        List<String> abandoned,

        @Schema(
                description =
                        "Only if the state of the build is damaged: what was said of it. It is set aside: all that is kept of it stays as it is, but it is listed no more.")
        Optional<String> setAside) {
    ResetView {
        abandoned = List.copyOf(abandoned);
    }
}
