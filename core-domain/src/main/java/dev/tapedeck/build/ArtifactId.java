package dev.tapedeck.build;

import dev.tapedeck.exchange.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** What an artifact is: the SHA-256 of its content, as 64 lower-case hex digits. */
public record ArtifactId(String value) implements Comparable<ArtifactId> {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public ArtifactId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("An artifact's id is 64 lower-case hex digits.");
        }
    }

    public static ArtifactId of(Bytes content) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return new ArtifactId(HexFormat.of().formatHex(sha256.digest(content.array())));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every JDK has SHA-256.", missing);
        }
    }

    @Override
    public int compareTo(ArtifactId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
