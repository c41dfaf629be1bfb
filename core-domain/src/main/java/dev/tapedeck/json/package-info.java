/** JSON on the hot path: canonical form, pointers, differences; streaming, without a tree. */
@NullMarked
package dev.tapedeck.json;

import org.jspecify.annotations.NullMarked;
