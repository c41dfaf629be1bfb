package dev.tapedeck.json;

import dev.tapedeck.json.Members.Member;
import java.util.Arrays;

/**
 * The objects in the output whose members are out of order, as they close. They are put in order when the output is
 * whole: so each byte is moved once, however many such objects stand around it.
 */
final class Disorder {
    private static final Shuffled[] NONE = {};

    private Shuffled[] stack = NONE;
    private int count;

    /**
     * The members of one object, from {@code start} to {@code end}.
     *
     * @param members in the order that they should have
     * @param inner the objects inside of this one whose members are out of order too, as they stand
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Shuffled(int start, int end, Member[] members, Shuffled[] inner) {
        void write(byte[] shuffled, JsonOutput ordered) {
            int first = ordered.length();
            for (Member member : members) {
                if (member.start() < member.end()) {
                    separate(ordered, first);
                    range(shuffled, member.start(), member.end(), inner, ordered);
                }
            }
        }

        private static void separate(JsonOutput ordered, int first) {
            if (ordered.length() > first) {
                ordered.put(',');
            }
        }
    }

    int count() {
        return count;
    }

    void truncate(int shorter) {
        count = shorter;
    }

    /** Adds an object that has closed; those from {@code firstInner} on stand inside of it. */
    void add(int start, int end, Member[] members, int firstInner) {
        Shuffled[] inner = firstInner == count ? NONE : Arrays.copyOfRange(stack, firstInner, count);
        count = firstInner;
        if (count == stack.length) {
            stack = Arrays.copyOf(stack, 2 * count + 4);
        }
        stack[count++] = new Shuffled(start, end, members, inner);
    }

    /** The whole output in order: itself, if it is. */
    JsonOutput ordered(JsonOutput out) {
        if (count == 0) {
            return out;
        }
        JsonOutput ordered = new JsonOutput(out.length());
        range(out.buffer(), 0, out.length(), Arrays.copyOf(stack, count), ordered);
        return ordered;
    }

    private static void range(byte[] shuffled, int from, int to, Shuffled[] inner, JsonOutput ordered) {
        int at = from;
        for (int next = firstFrom(inner, from); next < inner.length && inner[next].start < to; next++) {
            ordered.bytes(shuffled, at, inner[next].start);
            inner[next].write(shuffled, ordered);
            at = inner[next].end;
        }
        ordered.bytes(shuffled, at, to);
    }

    /** The index of the first that does not stand before that place. */
    private static int firstFrom(Shuffled[] inner, int place) {
        int low = 0;
        int high = inner.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (inner[middle].start < place) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
