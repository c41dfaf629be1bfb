package dev.tapedeck.json;

import java.util.Arrays;
import java.util.Comparator;

/** Where the members of all open objects stand in the output: a stack, those of the innermost object on top. */
final class Members {
    private static final Comparator<Member> BY_NAME = Comparator.comparing(Member::name);

    private Member[] stack = new Member[16];
    private int count;

    /** A member with its name, from {@code start} to {@code end}; of no length if it was dropped. */
    record Member(String name, int start, int end) {}

    int count() {
        return count;
    }

    void add(String name, int start, int end) {
        if (count == stack.length) {
            stack = Arrays.copyOf(stack, 2 * count);
        }
        stack[count++] = new Member(name, start, end);
    }

    /** Whether the names from {@code first} on are in order, and none is there twice. */
    boolean ascend(int first) {
        for (int at = first + 1; at < count; at++) {
            if (stack[at - 1].name.compareTo(stack[at].name) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** Sorts the members from {@code first} on. */
    void sort(int first) {
        Arrays.sort(stack, first, count, BY_NAME);
    }

    /** The members from {@code first} on. */
    Member[] since(int first) {
        return Arrays.copyOfRange(stack, first, count);
    }

    void truncate(int shorter) {
        count = shorter;
    }
}
