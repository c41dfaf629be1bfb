package dev.tapedeck.transfer;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.StoreFailures;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Names;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Copies cassettes from the store in use to another one: the same numbers, recipe, times and bytes. Thread-safe.
 */
public final class Copies {
    private final String inUse;
    private final CassetteStore source;
    private final SortedMap<String, Supplier<CassetteStore>> others;

    /**
     * @param inUse the name of the store in use
     * @param others the other stores by name, each opened when something is copied to it; a supplier gives the same one
     *     every time
     */
    public Copies(String inUse, CassetteStore source, Map<String, Supplier<CassetteStore>> others) {
        this.inUse = inUse;
        this.source = source;
        this.others = new TreeMap<>(others);
    }

    /** @param interactions how many the copy has */
    public record Copied(CassetteName cassette, String to, int interactions) {}

    /** The names of the stores that can be copied to, sorted. */
    public List<String> targets() {
        return List.copyOf(others.keySet());
    }

    /**
     * Copies a cassette with everything on its current take.
     *
     * @param to the name of another store
     * @param replace whether a cassette of that name there gives way
     * @throws FailedCall {@code Unknown}, if there is no such cassette; {@code Invalid}, if {@code to} is no other store;
     *     {@code Conflict}, if there is one of that name and it stays
     */
    public Copied copy(CassetteName name, String to, boolean replace) {
        Supplier<CassetteStore> other = Optional.ofNullable(others.get(to)).orElseThrow(() -> noOther(to));
        source.settle(name);
        Cassette cassette = source.find(name).orElseThrow(() -> StoreFailures.unknown(name));
        CassetteStore target = other.get();
        if (target.find(name).isEmpty()) {
            return fill(target, cassette, to);
        }
        if (!replace) {
            throw FailedCall.rejected(new Failure.Conflict(
                    "The store '%s' has a cassette '%s' already. Rename this one, or say existing=replace to put it in the place of that one."
                            .formatted(to, name)));
        }
        return replace(target, cassette, to);
    }

    private FailedCall noOther(String to) {
        String message = to.equals(inUse)
                ? "The store '%s' is the one in use: the cassette is there already. Copy to %s."
                        .formatted(to, String.join(" or ", others.keySet()))
                : "There is no store '%s'. Copy to %s."
                        .formatted(Names.shown(to), String.join(" or ", others.keySet()));
        return FailedCall.rejected(new Failure.Invalid("store", message));
    }

    /** The one that was there stays, under another name, until the copy is whole. */
    private Copied replace(CassetteStore target, Cassette cassette, String to) {
        CassetteName aside = aside(target, cassette.name());
        target.rename(cassette.name(), aside);
        boolean copied = false;
        try {
            Copied copy = fill(target, cassette, to);
            copied = true;
            target.delete(aside);
            return copy;
        } finally {
            if (!copied) {
                target.rename(aside, cassette.name());
            }
        }
    }

    private static CassetteName aside(CassetteStore target, CassetteName name) {
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(number -> NamesFromFiles.withEnding(name.value(), ".replaced-" + number))
                .filter(candidate -> target.find(candidate).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private Copied fill(CassetteStore target, Cassette cassette, String to) {
        Cassette made = target.create(cassette.name(), cassette.recipe(), cassette.createdAt());
        TakeInTheMaking take = new TakeInTheMaking(target, made, true);
        boolean adopted = false;
        try {
            InteractionPages.of(source, cassette).interactions().forEach(take::add);
            take.adopt(cassette.changedAt());
            adopted = true;
            target.settle(cassette.name());
            return new Copied(cassette.name(), to, cassette.interactions());
        } finally {
            if (!adopted) {
                take.discard();
            }
        }
    }
}
