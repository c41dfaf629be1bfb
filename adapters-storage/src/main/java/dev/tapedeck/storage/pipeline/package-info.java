/** Pipelines in folders: YAML or JSON that people write and version, with the documents beside it. */
@NullMarked
package dev.tapedeck.storage.pipeline;

import org.jspecify.annotations.NullMarked;
