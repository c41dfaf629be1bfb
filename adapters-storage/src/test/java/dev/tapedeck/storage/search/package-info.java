@NullMarked
package dev.tapedeck.storage.search;

import org.jspecify.annotations.NullMarked;
