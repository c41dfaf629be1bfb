/** Playbooks played by the packaged application. */
@NullMarked
package dev.tapedeck.playbooks;

import org.jspecify.annotations.NullMarked;
