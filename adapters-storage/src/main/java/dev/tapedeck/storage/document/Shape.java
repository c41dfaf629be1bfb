package dev.tapedeck.storage.document;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The members that an object may have; it has no others, and none twice. */
final class Shape {
    private final Member<?>[] members;

    Shape(Member<?>... members) {
        this.members = members.clone();
    }

    int size() {
        return members.length;
    }

    Member<?> member(int index) {
        return members[index];
    }

    /** The index of the member of that name, or -1. */
    int indexOf(String name) {
        for (int index = 0; index < members.length; index++) {
            if (members[index].name().equals(name)) {
                return index;
            }
        }
        return -1;
    }

    /** The index of one of its members. */
    int indexOf(Member<?> member) {
        int index = 0;
        while (members[index] != member) {
            index++;
        }
        return index;
    }

    /** The names of all members, for messages. */
    String names() {
        return Arrays.stream(members).map(Member::name).collect(Collectors.joining(", "));
    }
}
