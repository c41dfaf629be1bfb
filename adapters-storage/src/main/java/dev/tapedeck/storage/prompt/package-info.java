/** Prompts made of Qute templates that see nothing but what they are given. */
@NullMarked
package dev.tapedeck.storage.prompt;

import org.jspecify.annotations.NullMarked;
