/** How many tokens a text is: counted for OpenAI's models, estimated for all others. */
@NullMarked
package dev.tapedeck.provider.tokens;

import org.jspecify.annotations.NullMarked;
