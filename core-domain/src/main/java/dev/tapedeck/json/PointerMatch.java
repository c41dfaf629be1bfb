package dev.tapedeck.json;

import java.util.ArrayList;
import java.util.List;

/** A place in a document, seen by a set of pointers: which of them lead here or further down. Immutable. */
final class PointerMatch {
    private static final PointerMatch NOWHERE = new PointerMatch(List.of(), 0);

    private final List<JsonPointer> alive;
    private final int depth;
    private final boolean hit;

    private PointerMatch(List<JsonPointer> alive, int depth) {
        this.alive = alive;
        this.depth = depth;
        this.hit = ends(alive, depth);
    }

    private static boolean ends(List<JsonPointer> pointers, int depth) {
        for (JsonPointer pointer : pointers) {
            if (pointer.tokens().size() == depth) {
                return true;
            }
        }
        return false;
    }

    static PointerMatch root(List<JsonPointer> pointers) {
        return pointers.isEmpty() ? NOWHERE : new PointerMatch(pointers, 0);
    }

    /** Whether one of the pointers leads exactly here. */
    boolean hit() {
        return hit;
    }

    PointerMatch member(String name) {
        return alive.isEmpty() ? NOWHERE : child(name);
    }

    PointerMatch element(int index) {
        return alive.isEmpty() ? NOWHERE : child(Integer.toString(index));
    }

    private PointerMatch child(String token) {
        List<JsonPointer> further = List.of();
        for (JsonPointer pointer : alive) {
            if (pointer.accepts(depth, token)) {
                further = further.isEmpty() ? new ArrayList<>(alive.size()) : further;
                further.add(pointer);
            }
        }
        return further.isEmpty() ? NOWHERE : new PointerMatch(further, depth + 1);
    }
}
