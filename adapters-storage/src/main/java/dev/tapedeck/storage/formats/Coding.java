package dev.tapedeck.storage.formats;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;

/** A content coding (RFC 9110, section 8.4.1). */
enum Coding {
    GZIP,
    DEFLATE,
    BROTLI,
    ZSTD;

    private static final int ZLIB_CHECK = 31;
    private static final int DEFLATED = 8;

    /** The coding of that name in a header. */
    static Optional<Coding> named(String name) {
        return switch (name) {
            case "gzip", "x-gzip" -> Optional.of(GZIP);
            case "deflate" -> Optional.of(DEFLATE);
            case "br" -> Optional.of(BROTLI);
            case "zstd" -> Optional.of(ZSTD);
            default -> Optional.empty();
        };
    }

    /** The coding whose mark stands at the beginning of these bytes. */
    static Optional<Coding> marked(byte[] bytes) {
        return Stream.of(GZIP, ZSTD).filter(coding -> coding.marks(bytes)).findFirst();
    }

    /** Whether these bytes begin with its mark. The one of deflate, the head of zlib, is so short that texts have it too. */
    boolean marks(byte[] bytes) {
        return switch (this) {
            case GZIP -> startsWith(bytes, 0x1f, 0x8b, 0x08);
            case ZSTD -> startsWith(bytes, 0x28, 0xb5, 0x2f, 0xfd);
            case DEFLATE -> hasZlibHead(bytes);
            case BROTLI -> false;
        };
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int at = 0; at < mark.length; at++) {
            if ((bytes[at] & 0xff) != mark[at]) {
                return false;
            }
        }
        return true;
    }

    InputStream unpacking(byte[] packed) throws IOException {
        InputStream in = new ByteArrayInputStream(packed);
        return switch (this) {
            case GZIP -> new GZIPInputStream(in);
            case DEFLATE -> new InflaterInputStream(in, new Inflater(!hasZlibHead(packed)));
            case BROTLI -> new BrotliInputStream(in);
            case ZSTD -> new ZstdInputStream(in);
        };
    }

    /** Servers send deflate with the head of zlib (RFC 1950), as they should, or without it. */
    private static boolean hasZlibHead(byte[] packed) {
        return packed.length > 1
                && (packed[0] & 0x0f) == DEFLATED
                && (((packed[0] & 0xff) << 8) | (packed[1] & 0xff)) % ZLIB_CHECK == 0;
    }
}
