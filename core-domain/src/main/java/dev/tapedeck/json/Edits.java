package dev.tapedeck.json;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What is changed in a document while it is brought into canonical form.
 *
 * @param dropped places whose members or elements are left out; the places of the others are those they had before
 * @param rewriting what becomes of every string value (never of a name) that is not dropped
 */
public record Edits(List<JsonPointer> dropped, UnaryOperator<String> rewriting) {
    /** Leaves strings as they are, at no cost. */
    public static final UnaryOperator<String> UNCHANGED = UnaryOperator.identity();

    public static final Edits NONE = new Edits(List.of(), UNCHANGED);

    public Edits {
        dropped = List.copyOf(dropped);
    }

    /** These edits with another rewriting. */
    public Edits rewriting(UnaryOperator<String> other) {
        return new Edits(dropped, other);
    }

    boolean rewrites() {
        return rewriting != UNCHANGED;
    }

    PointerMatch root() {
        return PointerMatch.root(dropped);
    }
}
