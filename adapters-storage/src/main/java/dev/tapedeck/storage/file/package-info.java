/** Cassettes as a folder of documents, each with a journal beside it while it is recorded to; policies in a file. */
@NullMarked
package dev.tapedeck.storage.file;

import org.jspecify.annotations.NullMarked;
