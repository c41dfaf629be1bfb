package dev.tapedeck.cassette;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A multipart body (RFC 2046) taken apart: what counts is everything but the boundary.
 *
 * @param essence type and subtype
 * @param parameters those of the content type, without the boundary, sorted by name
 * @param body the whole body, in which the parts stand
 * @param parts in order
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and not copied: bodies are large
record Multipart(String essence, Map<String, String> parameters, byte[] body, List<Part> parts) {
    /**
     * One part.
     *
     * @param headers sorted by name, those of one name in their order
     * @param from where its content begins
     * @param to where its content ends
     */
    record Part(List<Header> headers, int from, int to) {
        Part {
            headers =
                    headers.stream().sorted(Comparator.comparing(Header::name)).toList();
        }
    }

    /** @param name lower case */
    record Header(String name, String value) {}

    void digest(KeyDigest digest) {
        digest.field("multipart", essence);
        parameters.forEach((name, value) -> {
            digest.field("parameter", name);
            digest.field("value", value);
        });
        parts.forEach(part -> digest(part, digest));
    }

    private void digest(Part part, KeyDigest digest) {
        for (Header header : part.headers()) {
            digest.field("header", header.name());
            digest.field("value", header.value());
        }
        digest.field("part", body, part.from(), part.to());
    }
}
