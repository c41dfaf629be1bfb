package dev.tapedeck.transfer;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.KeyRecipe;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The cassette to which a file is brought; made, if it isn't there, when there is something to keep. */
final class Destination {
    private final CassetteStore store;
    private final CassetteName name;
    private final Existing existing;
    private final Instant now;
    private final Optional<Cassette> present;
    private @Nullable TakeInTheMaking take;

    /** @throws FailedCall {@code Conflict}, if there is something on the cassette that is to be left alone */
    Destination(CassetteStore store, CassetteName name, Existing existing, Instant now) {
        this.store = store;
        this.name = name;
        this.existing = existing;
        this.now = now;
        this.present = store.find(name);
        if (existing == Existing.REFUSE && holdsInteractions()) {
            throw FailedCall.rejected(new Failure.Conflict(
                    ("Cassette '%s' holds interactions already. Take another name, or say existing=replace to put the file's"
                                    + " in their place, or existing=append to add them.")
                            .formatted(name)));
        }
    }

    private boolean holdsInteractions() {
        return present.filter(cassette -> cassette.interactions() > 0).isPresent();
    }

    boolean exists() {
        return present.isPresent();
    }

    /** The recipe that the cassette has, or will have if a file with this one is brought to it. */
    KeyRecipe recipe(KeyRecipe ofTheFile) {
        return present.map(Cassette::recipe).orElse(ofTheFile);
    }

    /** A take beside the cassette's current one; it begins with what is there, if that is to stay. */
    TakeInTheMaking open(KeyRecipe recipe) {
        Cassette cassette = present.orElseGet(() -> store.create(name, recipe, now));
        TakeInTheMaking opened = new TakeInTheMaking(store, cassette, present.isEmpty());
        take = opened;
        if (existing == Existing.APPEND) {
            InteractionPages.of(store, cassette).interactions().forEach(opened::add);
        }
        return opened;
    }

    /** Leaves everything as it was before. */
    void discard() {
        if (take != null) {
            take.discard();
        }
    }
}
