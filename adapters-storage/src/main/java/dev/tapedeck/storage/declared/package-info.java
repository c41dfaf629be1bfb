/** Texts that people write and version, YAML or JSON, each in a folder of its own: shared by the stores of declared things. */
@NullMarked
package dev.tapedeck.storage.declared;

import org.jspecify.annotations.NullMarked;
