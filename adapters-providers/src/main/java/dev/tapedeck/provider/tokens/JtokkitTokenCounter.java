package dev.tapedeck.provider.tokens;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import dev.tapedeck.build.TokenCounter;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Dialect;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Counts with OpenAI's own encodings where a model is known to use one, as its library tiktoken says, and estimates else:
 * a token for every three bytes of UTF-8. That is rather too much: English has three to four and a half bytes a token,
 * other alphabets about three, Chinese and Japanese three to four. An encoding is loaded when it is first needed, in about a
 * second, and then kept: 13 MB for cl100k_base, 28 MB for o200k_base. Nothing is loaded for an estimate. Thread-safe.
 */
public final class JtokkitTokenCounter implements TokenCounter {
    private static final Pattern O200K =
            Pattern.compile("(ft:)?(gpt-4o|chatgpt-4o|gpt-4\\.1|gpt-4\\.5|gpt-5|gpt-6|o1|o3|o4)([-.:].*)?");
    private static final Pattern CL100K =
            Pattern.compile("(ft:)?(gpt-4|gpt-3\\.5|gpt-35|text-embedding-ada-002|text-embedding-3)([-:].*)?");

    private static final int BYTES_OF_A_TOKEN = 3;

    private final EncodingRegistry encodings = Encodings.newLazyEncodingRegistry();

    @Override
    public Count count(Dialect dialect, String model, String text) {
        Optional<EncodingType> encoding = dialect == Dialect.OPENAI ? encoding(model) : Optional.empty();
        // without halves of surrogate pairs, which the encodings don't take
        Bytes written = Bytes.utf8(text);
        return encoding.map(type -> new Count(encodings.getEncoding(type).countTokensOrdinary(written.text()), false))
                .orElseGet(() -> new Count(Math.ceilDiv(written.length(), BYTES_OF_A_TOKEN), true));
    }

    private static Optional<EncodingType> encoding(String model) {
        if (O200K.matcher(model).matches()) {
            return Optional.of(EncodingType.O200K_BASE);
        }
        return CL100K.matcher(model).matches() ? Optional.of(EncodingType.CL100K_BASE) : Optional.empty();
    }
}
