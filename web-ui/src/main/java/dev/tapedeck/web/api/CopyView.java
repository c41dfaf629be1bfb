package dev.tapedeck.web.api;

import dev.tapedeck.transfer.Copies;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A cassette that was copied to another store. */
record CopyView(
        String cassette,

        @Schema(description = "The store to which it was copied.")
        String to,

        @Schema(description = "How many interactions the copy has.")
        int interactions) {
    static CopyView of(Copies.Copied copied) {
        return new CopyView(copied.cassette().value(), copied.to(), copied.interactions());
    }
}
