/** Anthropic's dialect: messages. */
@NullMarked
package dev.tapedeck.provider.anthropic;

import org.jspecify.annotations.NullMarked;
