/** OpenAI's dialect: chat completions, responses, and whoever speaks like it. */
@NullMarked
package dev.tapedeck.provider.openai;

import org.jspecify.annotations.NullMarked;
