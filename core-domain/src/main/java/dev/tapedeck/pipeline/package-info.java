/** Pipelines: what is to be made of which documents, by which prompts, and what is wrong with one that can't be run. */
@NullMarked
package dev.tapedeck.pipeline;

import org.jspecify.annotations.NullMarked;
