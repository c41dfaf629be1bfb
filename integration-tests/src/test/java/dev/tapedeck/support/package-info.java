/** What the black-box tests stand on: the packaged application as a process, an upstream that plays a script. */
@NullMarked
package dev.tapedeck.support;

import org.jspecify.annotations.NullMarked;
