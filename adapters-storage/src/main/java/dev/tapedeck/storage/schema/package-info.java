/** JSON Schema, without the network. */
@NullMarked
package dev.tapedeck.storage.schema;

import org.jspecify.annotations.NullMarked;
