package dev.tapedeck.transfer;

import java.nio.file.Path;

/**
 * A file that somebody brings.
 *
 * @param name its name as given, with folders perhaps; shown in reports, never used as a path
 * @param content where its bytes are; only read
 */
public record ImportFile(String name, Path content) {}
