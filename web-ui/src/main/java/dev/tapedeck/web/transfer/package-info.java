/** Files on their way in: uploads, kept in temporary files until they are read. */
@NullMarked
package dev.tapedeck.web.transfer;

import org.jspecify.annotations.NullMarked;
