package dev.tapedeck.web.api;

import java.util.Optional;

/** A part of a list, which may go on. */
interface PartOfList {
    /** What to send as {@code after} to get the next part, if there is one. */
    Optional<String> next();
}
