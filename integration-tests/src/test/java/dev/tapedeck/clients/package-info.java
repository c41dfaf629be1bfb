/** Programs as they are: the providers' own clients and LangChain4j, pointed at Tapedeck and otherwise unchanged. */
@NullMarked
package dev.tapedeck.clients;

import org.jspecify.annotations.NullMarked;
