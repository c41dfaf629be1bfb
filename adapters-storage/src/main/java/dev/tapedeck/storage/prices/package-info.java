/** What models cost, in YAML: the list that is shipped, and a file of the user's over it. */
@NullMarked
package dev.tapedeck.storage.prices;

import org.jspecify.annotations.NullMarked;
