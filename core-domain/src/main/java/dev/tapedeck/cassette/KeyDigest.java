package dev.tapedeck.cassette;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tapedeck.json.CanonicalJson;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The canonical request on its way into SHA-256: fields of the form {@code <label> <length>\n<bytes>}, where a label has
 * no space and a length is decimal. What was written can be read back in one way only. Confined to one thread.
 */
final class KeyDigest {
    private final MessageDigest sha256 = sha256();

    KeyDigest(int keyVersion) {
        field("tapedeck-key", Integer.toString(keyVersion));
    }

    void field(String label, String value) {
        byte[] bytes = value.getBytes(UTF_8);
        field(label, bytes, 0, bytes.length);
    }

    void field(String label, byte[] bytes, int from, int to) {
        head(label, to - from);
        sha256.update(bytes, from, to - from);
    }

    void field(String label, CanonicalJson.Text json) {
        head(label, json.length());
        json.digest(sha256);
    }

    private void head(String label, int length) {
        sha256.update((label + ' ' + length + '\n').getBytes(ISO_8859_1));
    }

    RequestKey key() {
        return RequestKey.ofDigest(sha256.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every JDK has SHA-256", never);
        }
    }
}
