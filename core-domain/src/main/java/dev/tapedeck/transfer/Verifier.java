package dev.tapedeck.transfer;

import dev.tapedeck.cassette.Cassette;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.CassetteStore;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.Scrubber;
import dev.tapedeck.cassette.StoreFailures;
import dev.tapedeck.cassette.Tape;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Checks cassettes: whether they can be read, have the keys of their requests, and hold no secret. Thread-safe. */
public final class Verifier {
    private static final int NOTES = 100;

    private final CassetteStore store;
    private final Scrubber scrubber;

    public Verifier(CassetteStore store, Scrubber scrubber) {
        this.store = store;
        this.scrubber = scrubber;
    }

    /**
     * Looks at every interaction on the current take. What can't be read is a finding like any other.
     *
     * @throws FailedCall {@code Unknown}, if there is no such cassette
     */
    public Verification verify(CassetteName name) {
        Check check = new Check(name);
        check.tolerating("the cassette", () -> store.find(name).orElseThrow(() -> StoreFailures.unknown(name)))
                .ifPresent(check::all);
        return check.verification();
    }

    /** One check under way. */
    private final class Check {
        private final CassetteName name;
        private final Notes problems = new Notes(NOTES);
        private final Notes warnings = new Notes(NOTES);
        private final List<Integer> incomplete = new ArrayList<>();
        private int interactions;
        private int keysChecked;
        private int incompleteCount;

        Check(CassetteName name) {
            this.name = name;
        }

        /** What was read; nothing, and a problem, if it is unreadable. */
        <T> Optional<T> tolerating(String place, Supplier<T> read) {
            try {
                return Optional.of(read.get());
            } catch (FailedCall failed) {
                if (failed.failure() instanceof Failure.Unreadable unreadable) {
                    problems.add(place, unreadable.message());
                    return Optional.empty();
                }
                throw failed;
            }
        }

        void all(Cassette cassette) {
            List<Tape.Entry> entries = tolerating("the cassette", () -> store.entries(cassette.take()))
                    .orElse(List.of());
            KeyCheck keys = new KeyCheck(cassette.recipe(), cassette.recipe());
            int size = InteractionPages.of(store, cassette).size();
            for (int from = 0; from < entries.size(); from += size) {
                page(cassette, entries.subList(from, Math.min(entries.size(), from + size)), keys);
            }
        }

        private void page(Cassette cassette, List<Tape.Entry> entries, KeyCheck keys) {
            int before = entries.getFirst().number() - 1;
            try {
                store.interactions(cassette.take(), before, entries.size()).forEach(found -> one(found, keys));
            } catch (FailedCall failed) {
                if (!(failed.failure() instanceof Failure.Unreadable)) {
                    throw failed;
                }
                entries.forEach(entry -> tolerating(
                                place(entry.number()), () -> store.find(cassette.take(), entry.number()))
                        .flatMap(found -> found)
                        .ifPresent(found -> one(found, keys)));
            }
        }

        private void one(Interaction found, KeyCheck keys) {
            String place = place(found.number());
            interactions++;
            if (!found.complete()) {
                incompleteCount++;
                if (incomplete.size() < NOTES) {
                    incomplete.add(found.number());
                }
            }
            FoundSecrets.inRequest(
                    place, scrubber.request(found.ticket().request()).findings(), problems);
            FoundSecrets.inOutcome(place, scrubber.ending(found.outcome(), 0, 0).findings(), warnings);
            keys.recomputed(found.ticket()).ifPresent(key -> {
                keysChecked++;
                if (!key.equals(found.ticket().key())) {
                    problems.add(
                            place,
                            "Its key is not that of its request: the request was changed after it was recorded. Record it again.");
                }
            });
        }

        private static String place(int number) {
            return "interaction " + number;
        }

        Verification verification() {
            return new Verification(
                    name,
                    interactions,
                    keysChecked,
                    problems.count(),
                    problems.all(),
                    warnings.count(),
                    warnings.all(),
                    incompleteCount,
                    incomplete);
        }
    }
}
