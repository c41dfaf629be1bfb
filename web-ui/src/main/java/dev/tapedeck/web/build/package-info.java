/** What the REST API and the pages share about builds: how they are asked for, what is done to them, how they are seen. */
@NullMarked
package dev.tapedeck.web.build;

import org.jspecify.annotations.NullMarked;
