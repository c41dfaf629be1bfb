/** What the dialects' completions have in common: making the body of a request, and reading an answer strictly. */
@NullMarked
package dev.tapedeck.provider.completion;

import org.jspecify.annotations.NullMarked;
