package dev.tapedeck.provider.anthropic;

import dev.tapedeck.build.BatchProvider.BatchContent;
import dev.tapedeck.build.BatchProvider.BatchRequest;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The keys in a batch, added up: since each is a digest, batches with the same sum have the same ones. Takes no more memory
 * for more of them.
 *
 * @param first one of them, if there is one
 */
record KeysSeen(BigInteger sum, Optional<String> first) {
    static final KeysSeen NONE = new KeysSeen(BigInteger.ZERO, Optional.empty());

    private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");
    private static final int HEX = 16;

    /** How much another batch is like one of ours. */
    enum Likeness {
        SAME,
        /** Nobody can tell. */
        PERHAPS,
        NONE
    }

    /** What is no key of ours adds nothing. */
    KeysSeen plus(String customId) {
        return KEY.matcher(customId).matches()
                ? new KeysSeen(sum.add(new BigInteger(customId, HEX)), first.or(() -> Optional.of(customId)))
                : this;
    }

    /** Results may be missing or stand there twice, so that only a key of another's tells that it is none of ours. */
    Likeness likenessTo(BatchContent content) {
        KeysSeen ours = NONE;
        boolean shared = first.isEmpty();
        for (Iterator<BatchRequest> requests = content.requests(); requests.hasNext(); ) {
            String key = requests.next().customId();
            ours = ours.plus(key);
            shared |= first.filter(key::equals).isPresent();
        }
        if (ours.sum.equals(sum)) {
            return Likeness.SAME;
        }
        return shared ? Likeness.PERHAPS : Likeness.NONE;
    }
}
