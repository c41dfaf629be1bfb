package dev.tapedeck.storage.document;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The way through one object: member after member in whatever order they stand, each known, each once, none missing. */
final class ObjectWalk {
    private final Tokens json;
    private final Shape shape;
    private final @Nullable Object[] values;
    private @Nullable Member<?> current;
    private int index;

    /** At the object's opening bracket. */
    ObjectWalk(Tokens json, Shape shape) {
        this.json = json;
        this.shape = shape;
        this.values = new @Nullable Object[shape.size()];
    }

    /** Goes to the next member's value; false at the end of the object. */
    boolean next() throws IOException {
        Optional<String> name = json.member();
        if (name.isEmpty()) {
            return false;
        }
        index = shape.indexOf(name.get());
        if (index < 0) {
            throw json.refused("no such member is known here: there are " + shape.names());
        }
        if (values[index] != null) {
            throw json.refused("the member stands there twice");
        }
        current = shape.member(index);
        json.value();
        return true;
    }

    /** Whether the value at hand is that member's. */
    boolean at(Member<?> member) {
        return current == member;
    }

    /** Reads the value at hand as its member is to be read. */
    void read() throws IOException {
        if (current != null) {
            values[index] = current.reading().from(json);
        }
    }

    /** Reads the value at hand, which is that member's, in another way. */
    <T> void read(Member<T> member, Reading<T> reading) throws IOException {
        values[shape.indexOf(member)] = reading.from(json);
    }

    /** Reads all members that are left, and makes sure that none is missing. */
    ObjectWalk all() throws IOException {
        while (next()) {
            read();
        }
        complete();
        return this;
    }

    /** Makes sure that no member that must be there is missing. */
    void complete() {
        for (int each = 0; each < shape.size(); each++) {
            if (values[each] == null && shape.member(each).required()) {
                throw json.refusedAt(shape.member(each).name(), "the member is missing");
            }
        }
    }

    boolean has(Member<?> member) {
        return values[shape.indexOf(member)] != null;
    }

    /** The value of a member that must be there. */
    <T> T value(Member<T> member) {
        return find(member).orElseThrow(() -> json.refusedAt(member.name(), "the member is missing"));
    }

    @SuppressWarnings("unchecked") // the value was read as that member
    <T> Optional<T> find(Member<T> member) {
        return Optional.ofNullable((T) values[shape.indexOf(member)]);
    }
}
