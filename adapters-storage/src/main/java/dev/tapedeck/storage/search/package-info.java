/** Finds recordings by what is in them: a Lucene index beside the store, derived from it and never missed by it. */
@NullMarked
package dev.tapedeck.storage.search;

import org.jspecify.annotations.NullMarked;
