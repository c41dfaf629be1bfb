package dev.tapedeck.json;

import java.util.Arrays;
import java.util.Comparator;

/** Where the members of all open objects stand in the output: a stack, those of the innermost object on top. */
final class Members {
    private static final Comparator<Member> BY_NAME = Comparator.comparing(Member::name);

    private Member[] stack = new Member[16];
    private int count;

    /** A member with its name, from {@code start} to {@code end}; of no length if it was dropped. */
    private record Member(String name, int start, int end) {}

    int count() {
        return count;
    }

    void add(String name, int start, int end) {
        if (count == stack.length) {
            stack = Arrays.copyOf(stack, 2 * count);
        }
        stack[count++] = new Member(name, start, end);
    }

    /**
     * Takes the members from {@code first} on, which are those of one object, from the stack and brings the output from
     * {@code start} on into the order of their names.
     *
     * @return false if a name is there twice
     */
    boolean close(int first, JsonOutput out, int start) {
        boolean unique = ascends(first) || reorder(first, out, start);
        count = first;
        return unique;
    }

    private boolean ascends(int first) {
        for (int at = first + 1; at < count; at++) {
            if (stack[at - 1].name.compareTo(stack[at].name) >= 0) {
                return false;
            }
        }
        return true;
    }

    private boolean reorder(int first, JsonOutput out, int start) {
        Arrays.sort(stack, first, count, BY_NAME);
        if (!ascends(first)) {
            return false;
        }
        byte[] before = out.since(start);
        out.truncate(start);
        for (int at = first; at < count; at++) {
            append(stack[at], before, out, start);
        }
        return true;
    }

    private static void append(Member member, byte[] before, JsonOutput out, int start) {
        if (member.start == member.end) {
            return;
        }
        if (out.length() > start) {
            out.put(',');
        }
        out.bytes(before, member.start - start, member.end - start);
    }
}
