package dev.tapedeck.storage.schema;

import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.resource.InputStreamSource;
import org.jspecify.annotations.Nullable;

/** Sees to it that nothing is loaded but the drafts that the library brings along. */
final class NothingElse {
    private static final String BROUGHT_ALONG = "classpath:draft/2020-12/";

    private NothingElse() {}

    /** @return null, so that the library looks into its own resources */
    static @Nullable InputStreamSource load(AbsoluteIri place) {
        if (place.toString().startsWith(BROUGHT_ALONG)) {
            return null;
        }
        throw new Refused(place);
    }

    /** What is thrown through the library. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(AbsoluteIri place) {
            super("it refers to '%s', and nothing is loaded from anywhere. Put what is meant under '$defs'."
                    .formatted(place));
        }
    }
}
