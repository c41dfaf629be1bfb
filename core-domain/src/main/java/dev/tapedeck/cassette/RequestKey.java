package dev.tapedeck.cassette;

import java.util.HexFormat;
import java.util.regex.Pattern;

/** What makes two requests the same one: {@code sha256:} and 64 lower-case hex digits over the canonical request. */
public record RequestKey(String value) {
    private static final String PREFIX = "sha256:";
    private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}");

    public RequestKey {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no request key: sha256: and 64 lower-case hex digits.".formatted(value));
        }
    }

    /** @param digits 64 lower-case hex digits */
    public static RequestKey ofHex(String digits) {
        return new RequestKey(PREFIX + digits);
    }

    static RequestKey ofDigest(byte[] sha256) {
        return new RequestKey(PREFIX + HexFormat.of().formatHex(sha256));
    }

    /** The 64 hex digits by themselves. */
    public String hex() {
        return value.substring(PREFIX.length());
    }

    @Override
    public String toString() {
        return value;
    }
}
