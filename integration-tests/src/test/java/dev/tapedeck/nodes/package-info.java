/** Several nodes on one PostgreSQL, as black boxes. */
@NullMarked
package dev.tapedeck.nodes;

import org.jspecify.annotations.NullMarked;
