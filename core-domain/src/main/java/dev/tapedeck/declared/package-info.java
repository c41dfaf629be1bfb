/** What people declare in YAML or JSON, read with places: every problem has its line, its pointer and the way out. */
@NullMarked
package dev.tapedeck.declared;

import org.jspecify.annotations.NullMarked;
