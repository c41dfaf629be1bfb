package dev.tapedeck.storage.document;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.KeyRecipe;

/**
 * What a document says of the cassette as a whole.
 *
 * @param version the version that the document is in
 */
public record DocumentHead(DocumentVersion version, CassetteName name, KeyRecipe recipe) {}
