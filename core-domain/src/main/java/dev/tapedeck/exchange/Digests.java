package dev.tapedeck.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;

/** SHA-256 over parts whose lengths are part of it, so that no two lists of parts run together. */
public final class Digests {
    private Digests() {}

    public static String of(SortedMap<String, String> members) {
        MessageDigest digest = sha256();
        members.forEach((name, value) -> {
            add(digest, name);
            add(digest, value);
        });
        return hex(digest);
    }

    public static String of(Iterable<String> parts) {
        MessageDigest digest = sha256();
        parts.forEach(part -> add(digest, part));
        return hex(digest);
    }

    public static void add(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    public static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every JDK has SHA-256.", missing);
        }
    }
}
