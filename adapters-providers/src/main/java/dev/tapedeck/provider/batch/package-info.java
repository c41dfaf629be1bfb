/** What the adapters of batch APIs have in common: their calls, lists and files. */
@NullMarked
package dev.tapedeck.provider.batch;

import org.jspecify.annotations.NullMarked;
