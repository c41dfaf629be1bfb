package dev.tapedeck.storage.formats;

import dev.tapedeck.exchange.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Damages files, the same way for the same seed. */
final class Mutations {
    private static final List<String> MISFITS = List.of(
            "null",
            "[]",
            "{}",
            "\"x\"",
            "-1",
            "1e999",
            "true",
            "[[[[",
            "}}",
            "&a",
            "*a",
            "!!binary",
            "!!python/none",
            "<<",
            ": ",
            "\n- ",
            "\n  ",
            "---\n",
            "...",
            "|",
            ">-",
            "\u0000",
            "\uFEFF",
            "\u2028",
            "\\ud800",
            "\t",
            "%",
            "@",
            "`",
            "? ",
            "~",
            "\"",
            "'",
            "99999999999999999999",
            "\\x",
            "#");

    private final Random random;

    Mutations(long seed) {
        random = new Random(seed);
    }

    Bytes damaged(Bytes file) {
        Bytes damaged = file;
        for (int time = random.nextInt(1, 4); time > 0 && !damaged.isEmpty(); time--) {
            damaged = once(damaged);
        }
        return random.nextInt(20) == 0 ? flipped(Brought.packed(damaged)) : damaged;
    }

    private Bytes once(Bytes file) {
        int from = random.nextInt(file.length());
        int to = Math.min(file.length(), from + 1 + random.nextInt(1 + random.nextInt(200)));
        Bytes before = file.slice(0, from);
        Bytes middle = file.slice(from, to);
        Bytes after = file.slice(to, file.length());
        return switch (random.nextInt(7)) {
            case 0 -> flipped(file);
            case 1 -> before;
            case 2 -> Bytes.concat(List.of(before, after));
            case 3 -> Bytes.concat(List.of(before, middle, middle, after));
            case 4 -> Bytes.concat(List.of(before, misfit(), after));
            case 5 -> Bytes.concat(List.of(before, misfit(), middle, after));
            default -> scalarReplaced(file);
        };
    }

    private Bytes flipped(Bytes file) {
        byte[] bytes = file.slice(0, file.length()).array();
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return Bytes.wrap(bytes);
    }

    private Bytes misfit() {
        return Bytes.utf8(MISFITS.get(random.nextInt(MISFITS.size())));
    }

    /** Something else in place of a whole word. */
    private Bytes scalarReplaced(Bytes file) {
        String text = new String(file.array(), StandardCharsets.ISO_8859_1);
        int from = random.nextInt(text.length());
        int to = from;
        while (to < text.length() && Character.isLetterOrDigit(text.charAt(to))) {
            to++;
        }
        String changed = text.substring(0, from) + misfit().text() + text.substring(to);
        return Bytes.wrap(changed.getBytes(StandardCharsets.UTF_8));
    }
}
