package dev.tapedeck.web.api;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Chunk;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A piece of a stream, as it arrived. */
record ChunkView(
        @Schema(description = "Milliseconds since the piece before, for the first one since the call began.")
        long afterMs,

        @Schema(description = "The text, if the piece is UTF-8.")
        Optional<String> text,

        @Schema(description = "Else the bytes in base64.") Optional<String> base64) {

    static ChunkView of(Chunk chunk) {
        Bytes bytes = chunk.bytes();
        Optional<String> text = bytes.validText();
        Optional<String> base64 = text.isPresent()
                ? Optional.empty()
                : Optional.of(Base64.getEncoder().encodeToString(bytes.array()));
        return new ChunkView(chunk.afterMillis(), text, base64);
    }
}
