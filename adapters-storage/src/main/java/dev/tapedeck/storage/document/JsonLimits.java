package dev.tapedeck.storage.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;

/** What is read, in documents and in bodies alike: so that whatever is written can be read again. */
final class JsonLimits {
    /** How many characters one string may have: 256 MiB of text, 192 MiB of bytes in base64. */
    static final int MAX_TEXT = 1 << 28;

    /** How many arrays and objects of a body may stand inside each other. */
    static final int MAX_BODY_DEPTH = 200;

    private static final int MAX_NAME = 1_000;
    private static final int MAX_NUMBER = 1_000;

    /** A body stands a few levels below the document's outermost object. */
    private static final int MAX_DEPTH = MAX_BODY_DEPTH + 20;

    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_TEXT)
                    .maxNameLength(MAX_NAME)
                    .maxNumberLength(MAX_NUMBER)
                    .maxNestingDepth(MAX_DEPTH)
                    .build())
            // bytes are UTF-8 or no JSON
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // whether a document can be read must not depend on the documents before it
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    private JsonLimits() {}
}
