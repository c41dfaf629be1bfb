package dev.tapedeck.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One line for each test of what it did and found: on the console and in {@code target/chaos.txt}. */
public final class Results {
    private static final Path FILE = Path.of("target", "chaos.txt");

    private Results() {}

    public static void add(String format, Object... figures) {
        String line = format.formatted(figures) + " (" + Seed.named() + ")";
        System.getLogger("chaos").log(System.Logger.Level.INFO, line);
        try {
            Files.writeString(FILE, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
