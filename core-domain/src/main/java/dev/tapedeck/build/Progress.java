package dev.tapedeck.build;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** How far a piece of work has come. */
sealed interface Progress {
    /** Something was done, and more may be to do. */
    record Went() implements Progress {}

    /**
     * Nothing can be done now.
     *
     * @param until nothing, if it waits for somebody else
     */
    record Waits(Optional<Instant> until) implements Progress {}

    Progress WENT = new Went();

    static Progress until(Instant time) {
        return new Waits(Optional.of(time));
    }

    /** Goes on if one of them does, else waits for the first of them. */
    static Progress of(Collection<Progress> all) {
        return all.stream()
                .reduce((one, other) -> switch (one) {
                    case Went went -> went;
                    case Waits(Optional<Instant> first) ->
                        switch (other) {
                            case Went went -> went;
                            case Waits(Optional<Instant> second) -> new Waits(sooner(first, second));
                        };
                })
                .orElseGet(() -> new Waits(Optional.empty()));
    }

    private static Optional<Instant> sooner(Optional<Instant> first, Optional<Instant> second) {
        return first.isPresent() && (second.isEmpty() || first.get().isBefore(second.get())) ? first : second;
    }
}
