/** The REST API and its views. */
@NullMarked
package dev.tapedeck.web.api;

import org.jspecify.annotations.NullMarked;
