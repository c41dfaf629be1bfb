package dev.tapedeck.provider.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tapedeck.exchange.ProviderRequest;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Everything arbitrary in an answer comes from here: a hash of the request, and hashes of that. Immutable. */
final class Seed {
    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final long FIRST_SECOND = 1_760_000_000L;
    private static final int SECONDS = 30_000_000;

    private final byte[] digest;

    private Seed(byte[] digest) {
        this.digest = digest;
    }

    /** The seed of a request: method, target and body count, headers don't. */
    static Seed of(ProviderRequest request) {
        MessageDigest sha256 = sha256();
        sha256.update((request.method() + " " + request.target() + "\n").getBytes(UTF_8));
        sha256.update(request.body().array());
        return new Seed(sha256.digest());
    }

    static Seed of(String text) {
        return new Seed(sha256().digest(text.getBytes(UTF_8)));
    }

    /** Another seed for another purpose. */
    Seed on(String purpose) {
        MessageDigest sha256 = sha256();
        sha256.update(digest);
        sha256.update(purpose.getBytes(UTF_8));
        return new Seed(sha256.digest());
    }

    Seed on(int purpose) {
        return on(Integer.toString(purpose));
    }

    /** An id: the prefix and then letters and digits, at most 32. */
    String id(String prefix, int length) {
        StringBuilder id = new StringBuilder(prefix);
        for (byte part : sliced(length)) {
            id.append(LETTERS.charAt(Byte.toUnsignedInt(part) % LETTERS.length()));
        }
        return id.toString();
    }

    /** The prefix and then hexadecimal digits, at most 64. */
    String hex(String prefix, int length) {
        return prefix + HexFormat.of().formatHex(sliced((length + 1) / 2)).substring(0, length);
    }

    private byte[] sliced(int length) {
        return Arrays.copyOf(digest, Math.min(length, digest.length));
    }

    /** A number from 0 to the bound, exclusive. */
    int below(int bound) {
        return (int) Long.remainderUnsigned(number(), bound);
    }

    long number() {
        return ByteBuffer.wrap(digest).getLong();
    }

    <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** A moment of the past, in seconds since 1970. */
    long created() {
        return FIRST_SECOND + on("created").below(SECONDS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("Every Java platform has SHA-256.", never);
        }
    }
}
