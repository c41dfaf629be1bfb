package dev.tapedeck.storage.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.storage.formats.Unpacker.Unpacked;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

/** The bytes of a body say how it is packed; its headers only say what to look for. */
class UnpackerTest {
    private static final Bytes TEXT = Bytes.utf8("hello hello hello hello hello");
    private static final Bytes BROTLI = base64("GxwA+I2Ubt5EVYaWbCBvQU8cIHE=");
    private static final Bytes ZSTD = base64("KLUv/QRYZQAAMGhlbGxvIAEAqUsRh04gCg==");

    private final Unpacker unpacker = new Unpacker(ImportLimits.DEFAULT);

    private static Bytes base64(String text) {
        return Bytes.wrap(Base64.getDecoder().decode(text));
    }

    private static Bytes deflated(boolean bare) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream packing =
                new DeflaterOutputStream(packed, new Deflater(Deflater.DEFAULT_COMPRESSION, bare))) {
            packing.write(TEXT.array());
        }
        return Bytes.wrap(packed.toByteArray());
    }

    private Unpacked unpacked(Bytes stored, String... headers) {
        return unpacker.unpack("here", stored, Headers.of(headers));
    }

    @Test
    void eachCodingIsTakenOff() throws IOException {
        assertThat(unpacked(Brought.packed(TEXT), "Content-Encoding", "gzip").body())
                .isEqualTo(TEXT);
        assertThat(unpacked(deflated(false), "content-encoding", "deflate").body())
                .isEqualTo(TEXT);
        assertThat(unpacked(deflated(true), "content-encoding", "deflate").body())
                .isEqualTo(TEXT);
        assertThat(unpacked(BROTLI, "content-encoding", "br").body()).isEqualTo(TEXT);
        assertThat(unpacked(ZSTD, "content-encoding", "zstd").body()).isEqualTo(TEXT);
        assertThat(unpacked(Brought.packed(BROTLI), "content-encoding", "br, GZIP")
                        .body())
                .isEqualTo(TEXT);
    }

    @Test
    void aHeaderOverABodyThatIsUnpackedAlreadyIsNotBelieved() {
        for (String coding : new String[] {"gzip", "deflate", "br", "zstd", "gzip, br", "unheard-of"}) {
            assertThat(unpacked(TEXT, "content-encoding", coding)).isEqualTo(new Unpacked(TEXT, true));
            assertThat(unpacked(Bytes.EMPTY, "content-encoding", coding)).isEqualTo(new Unpacked(Bytes.EMPTY, true));
        }
    }

    @Test
    void aPackedBodyIsUnpackedThoughNoHeaderSaysSo() {
        assertThat(unpacked(Brought.packed(TEXT)).body()).isEqualTo(TEXT);
        assertThat(unpacked(ZSTD, "content-type", "application/json").body()).isEqualTo(TEXT);
    }

    @Test
    void aBodyPackedOtherwiseThanItsHeaderSaysIsUnpackedAllTheSame() throws IOException {
        for (String coding : new String[] {"gzip", "deflate", "br", "zstd"}) {
            assertThat(unpacked(Brought.packed(TEXT), "content-encoding", coding))
                    .isEqualTo(new Unpacked(TEXT, true));
            assertThat(unpacked(ZSTD, "content-encoding", coding)).isEqualTo(new Unpacked(TEXT, true));
            assertThat(unpacked(deflated(false), "content-encoding", coding)).isEqualTo(new Unpacked(TEXT, true));
        }
        assertThat(unpacked(Brought.packed(TEXT), "content-encoding", "gzip, br"))
                .isEqualTo(new Unpacked(TEXT, true));
    }

    @Test
    void whatHasTheHeadOfZlibButIsBrokenIsKeptAndSaidToBe() throws IOException {
        Bytes cut = deflated(false).slice(0, 10);

        assertThat(unpacked(cut, "content-encoding", "gzip")).isEqualTo(new Unpacked(cut, false));
        assertThat(unpacked(cut, "content-encoding", "deflate")).isEqualTo(new Unpacked(cut, false));
    }

    @Test
    void aTextThatBeginsLikeZlibStaysAText() {
        Bytes text = Bytes.utf8("x^2 + y^2");

        assertThat(unpacked(text, "content-encoding", "gzip")).isEqualTo(new Unpacked(text, true));
    }

    @Test
    void anArchiveStaysAnArchive() {
        Bytes archive = Brought.packed(TEXT);

        assertThat(unpacked(archive, "content-type", "application/gzip").body()).isEqualTo(archive);
        assertThat(unpacked(archive, "content-type", "application/gzip", "content-encoding", "br"))
                .isEqualTo(new Unpacked(archive, true));
        assertThat(unpacked(Brought.packed(archive), "content-type", "application/gzip", "content-encoding", "gzip")
                        .body())
                .isEqualTo(archive);
    }

    @Test
    void whatLooksPackedButIsBrokenIsKeptAndSaidToBe() {
        Bytes whole = Brought.packed(TEXT);
        Bytes cut = whole.slice(0, whole.length() - 12);

        assertThat(unpacked(cut, "content-encoding", "gzip")).isEqualTo(new Unpacked(cut, false));
    }

    @Test
    void aBodyThatUnpacksToMuchTooMuchIsRefused() {
        Bytes bomb = Brought.packed(Bytes.wrap(new byte[64 << 20]));

        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> unpacked(bomb, "content-encoding", "gzip"));
    }
}
