package dev.tapedeck.provider.anthropic;

import dev.tapedeck.build.BatchProvider.BatchContent;
import dev.tapedeck.build.BatchProvider.BatchRequest;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The keys in a batch, added up: since each is a digest, batches with the same sum have the same ones. Takes no more memory
 * for more of them. Not thread-safe.
 */
final class KeysSeen {
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");
    private static final int HEX = 16;

    private BigInteger sum = BigInteger.ZERO;
    /** Of another's batch it may be anything. */
    private Optional<String> first = Optional.empty();

    /** How much another batch is like one of ours. */
    enum Likeness {
        SAME,
        /** Nobody can tell. */
        PERHAPS,
        NONE
    }

    /** What is no key of ours adds nothing to the sum. */
    void add(String customId) {
        if (KEY.matcher(customId).matches()) {
            sum = sum.add(new BigInteger(customId, HEX));
        }
        if (first.isEmpty() && !customId.isEmpty()) {
            first = Optional.of(customId);
        }
    }

    /** Results may be missing or stand there twice, so that only a key of another's tells that it is another's. */
    Likeness likenessTo(BatchContent content) {
        KeysSeen ours = new KeysSeen();
        boolean shared = first.isEmpty();
        for (Iterator<BatchRequest> requests = content.requests(); requests.hasNext(); ) {
            String key = requests.next().customId();
            ours.add(key);
            shared |= first.filter(key::equals).isPresent();
        }
        if (ours.sum.equals(sum)) {
            return Likeness.SAME;
        }
        return shared ? Likeness.PERHAPS : Likeness.NONE;
    }
}
