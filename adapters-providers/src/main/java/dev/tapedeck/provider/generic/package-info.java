/** Any other HTTP API: its bodies are recognised by their shape, where they can be. */
@NullMarked
package dev.tapedeck.provider.generic;

import org.jspecify.annotations.NullMarked;
