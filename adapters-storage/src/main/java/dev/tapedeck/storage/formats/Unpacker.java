package dev.tapedeck.storage.formats;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Headers;
import io.airlift.compress.MalformedInputException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes content codings off bodies. Recorders keep the header over bodies that they have unpacked, or drop it from
 * those that they have not: so the bytes say what they are, and the header only which codings to look for.
 */
final class Unpacker {
    private static final int PIECE = 64 << 10;
    private static final int MOST_CODINGS = 4;

    /** Payloads that are packed themselves, whatever the transfer did to them. */
    private static final Pattern PACKED_PAYLOAD =
            Pattern.compile("(?i)\\s*application/(x-)?(gzip|gtar|tar|zstd|tgz|octet-stream)\\b.*", Pattern.DOTALL);

    private final ImportLimits limits;

    Unpacker(ImportLimits limits) {
        this.limits = limits;
    }

    /**
     * A body as it was before it was packed.
     *
     * @param asSaid whether it is what its headers say; if not, it looks packed but can't be unpacked, and is as stored
     */
    record Unpacked(Bytes body, boolean asSaid) {}

    /** @param place where the body stands */
    Unpacked unpack(String place, Bytes stored, Headers headers) {
        boolean packedPayload = hasPackedPayload(headers);
        List<Coding> said = said(headers);
        if (said.isEmpty() && !packedPayload) {
            said = Coding.marked(stored.array()).stream().toList();
        }
        Bytes body = stored;
        for (Coding coding : said) {
            List<Coding> candidates = candidates(coding, body.array(), packedPayload);
            Optional<Bytes> unpacked = firstUnpacked(place, candidates, body.array());
            if (unpacked.isEmpty() && !candidates.isEmpty()) {
                byte[] packed = body.array();
                return new Unpacked(body, candidates.stream().noneMatch(candidate -> candidate.marks(packed)));
            }
            body = unpacked.orElse(body);
        }
        return new Unpacked(body, true);
    }

    /** What a body may be packed with: what its mark says, then what its header says, then what is sent under that name. */
    private static List<Coding> candidates(Coding said, byte[] bytes, boolean packedPayload) {
        if (packedPayload) {
            return mayBe(said, bytes) ? List.of(said) : List.of();
        }
        Stream<Coding> marked = Coding.marked(bytes).stream();
        Stream<Coding> zlib = Stream.of(Coding.DEFLATE).filter(deflate -> deflate.marks(bytes));
        return Stream.of(marked, Stream.of(said), zlib)
                .flatMap(coding -> coding)
                .filter(coding -> mayBe(coding, bytes))
                .distinct()
                .toList();
    }

    private Optional<Bytes> firstUnpacked(String place, List<Coding> candidates, byte[] packed) {
        return candidates.stream()
                .flatMap(coding -> unpacked(place, coding, packed).stream())
                .findFirst();
    }

    /** What the headers say, the outermost first. */
    private static List<Coding> said(Headers headers) {
        List<Coding> codings = new ArrayList<>(headers.all("content-encoding")
                .flatMap(value -> Arrays.stream(value.split(",")))
                .flatMap(name -> Coding.named(name.strip().toLowerCase(Locale.ROOT)).stream())
                .limit(MOST_CODINGS)
                .toList());
        return codings.reversed();
    }

    private static boolean hasPackedPayload(Headers headers) {
        return headers.contentType()
                .filter(type -> PACKED_PAYLOAD.matcher(type).matches())
                .isPresent();
    }

    private static boolean mayBe(Coding coding, byte[] bytes) {
        return switch (coding) {
            case GZIP, ZSTD -> coding.marks(bytes);
            case DEFLATE, BROTLI -> bytes.length > 0 && !isPlainText(bytes);
        };
    }

    /** Text without control characters: no packed body of more than a few bytes looks like that. */
    private static boolean isPlainText(byte[] bytes) {
        for (byte octet : bytes) {
            if (octet >= 0 && octet < ' ' && octet != '\n' && octet != '\r' && octet != '\t') {
                return false;
            }
        }
        return Bytes.wrap(bytes).validText().isPresent();
    }

    private Optional<Bytes> unpacked(String place, Coding coding, byte[] packed) {
        long most = limits.unpacked(packed.length, limits.body());
        List<Bytes> pieces = new ArrayList<>();
        long length = 0;
        try (InputStream in = coding.unpacking(packed)) {
            for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
                length += piece.length;
                if (length > most) {
                    throw new Refusal(
                            place,
                            "Unpacked, this body is over %,d bytes. Take this record out of the file.".formatted(most));
                }
                pieces.add(Bytes.wrap(piece));
            }
            return Optional.of(Bytes.concat(pieces));
        } catch (IOException
                | MalformedInputException
                | IllegalArgumentException
                | IllegalStateException
                | IndexOutOfBoundsException notPacked) {
            return Optional.empty();
        }
    }
}
