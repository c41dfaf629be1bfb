package dev.tapedeck.storage.formats;

import java.io.Closeable;

/** A YAML or JSON file, pulled piece by piece. A member's name is a token like its value. */
interface Tokens extends Closeable {
    /** What was pulled. */
    enum Token {
        MAPPING,
        LIST,
        CLOSE,
        SCALAR,
        ALIAS,
        END
    }

    Token next();

    /** The text of the scalar, or the name that the alias refers to. */
    String text();

    /** How the scalar stands there. */
    Value.Form form();

    /** The tag of a mapping, or empty. */
    String tag();

    /** The name by which the value can be referred to, or empty. */
    String anchor();

    /** Where the token stands: {@code line 12, column 4}. */
    String place();
}
