package dev.tapedeck.cassette;

import java.util.List;
import java.util.Locale;

/**
 * What counts in a cassette's request keys. It is stored in the cassette when that is made, so that a replay never
 * depends on today's configuration. A recipe is checked when {@link RequestKeys} are made of it: each list has at most
 * 100 entries.
 *
 * @param version the version of the canonical request; only {@value #VERSION} so far
 * @param ignore JSON pointers (RFC 6901) that don't count; the token {@code *} matches any member or element
 * @param replace what is replaced in string values before hashing, in order
 * @param headers names of headers that count, lower case
 */
public record KeyRecipe(int version, List<String> ignore, List<Replacement> replace, List<String> headers) {
    public static final int VERSION = 1;
    public static final KeyRecipe DEFAULT = new KeyRecipe(VERSION, List.of(), List.of(), List.of());

    /**
     * Every match of a regular expression in a string value becomes this text.
     *
     * @param pattern the expression, at most 1,000 characters
     * @param with the literal text put in its place, at most 1,000 characters
     */
    public record Replacement(String pattern, String with) {}

    public KeyRecipe {
        ignore = List.copyOf(ignore);
        replace = List.copyOf(replace);
        headers = headers.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }
}
