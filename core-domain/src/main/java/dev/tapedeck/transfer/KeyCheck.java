package dev.tapedeck.transfer;

import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.cassette.RequestKey;
import dev.tapedeck.cassette.RequestKeys;
import dev.tapedeck.cassette.Ticket;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.util.Optional;

/**
 * Compares stored keys with stored requests. That tells something only where the request stands as it was sent: nothing
 * redacted, and no headers in the recipe, of which only some are stored.
 */
final class KeyCheck {
    private final RequestKeys keys;
    private final boolean wholeRequestsCount;
    private final boolean otherRecipe;

    /**
     * @param recipe of the cassette in which the interactions are or will be
     * @param made the recipe by which their keys were made
     */
    KeyCheck(KeyRecipe recipe, KeyRecipe made) {
        this.keys = new RequestKeys(recipe);
        this.wholeRequestsCount = recipe.headers().isEmpty();
        this.otherRecipe = !recipe.equals(made);
    }

    /** The key that the request has, if that can be told. */
    Optional<RequestKey> recomputed(Ticket ticket) {
        if (!wholeRequestsCount || !ticket.findings().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(keys.keyOf(ticket.request()));
        } catch (FailedCall failed) {
            if (failed.failure() instanceof Failure.Invalid) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    /** The key under which an interaction is kept when it comes from elsewhere. */
    RequestKey keyFor(String place, Ticket ticket, Notes warnings) {
        Optional<RequestKey> recomputed = recomputed(ticket);
        if (otherRecipe) {
            if (recomputed.isEmpty()) {
                warnings.add(
                        place,
                        "Its key was made by another key recipe and can't be made anew, since its request is redacted:"
                                + " it won't match. Import it into a new cassette.");
            }
            return recomputed.orElse(ticket.key());
        }
        if (recomputed.filter(key -> !key.equals(ticket.key())).isPresent()) {
            warnings.add(place, "Its key is not that of its request. It is kept; the request as shown won't match.");
        }
        return ticket.key();
    }
}
