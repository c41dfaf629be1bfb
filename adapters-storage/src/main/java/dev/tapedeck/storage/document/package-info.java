/** The cassette document: how one cassette stands in one JSON file, made to be reviewed and kept in git. */
@NullMarked
package dev.tapedeck.storage.document;

import org.jspecify.annotations.NullMarked;
