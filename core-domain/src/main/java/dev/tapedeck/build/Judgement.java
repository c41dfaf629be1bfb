package dev.tapedeck.build;

import dev.tapedeck.exchange.Bytes;
import java.util.Optional;

/** What an answer comes to for a layer. */
public sealed interface Judgement {
    /** What the provider counted, if it did. */
    Optional<Provenance.Tokens> usage();

    /** @param content the artifact */
    record Good(Bytes content, Optional<Provenance.Tokens> usage) implements Judgement {}

    /** @param passing whether it may be better the next time, so that it is tried again by itself */
    record Bad(String code, String message, boolean permanent, boolean passing, Optional<Provenance.Tokens> usage)
            implements Judgement {}
}
