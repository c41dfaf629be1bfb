/** What stores share: interactions kept in memory for replay. */
@NullMarked
package dev.tapedeck.storage.cache;

import org.jspecify.annotations.NullMarked;
