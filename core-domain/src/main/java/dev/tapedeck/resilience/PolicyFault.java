package dev.tapedeck.resilience;

import dev.tapedeck.exchange.Names;
import dev.tapedeck.json.JsonPointer;

/**
 * Something that is wrong in a policy's JSON.
 *
 * @param at where, from the root of what was given
 * @param message for people; holds no value that was given
 */
public record PolicyFault(JsonPointer at, String message) {
    /** @param what a sentence without its subject and its end: {@code must be true or false} */
    static PolicyFault of(JsonPointer at, String what) {
        return new PolicyFault(at, "'%s' %s.".formatted(Names.shown(at.toString()), what));
    }
}
