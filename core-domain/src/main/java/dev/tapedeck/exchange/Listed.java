package dev.tapedeck.exchange;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What stands in a list that a store keeps: one that can't be understood harms no other.
 *
 * @param <K> its place, behind which a list goes on
 */
public sealed interface Listed<K, T> {
    K place();

    record Readable<K, T>(K place, T value) implements Listed<K, T> {}

    /** One that can't be understood; the failure says what can be done. */
    record Unreadable<K, T>(K place, Failure.Damaged why) implements Listed<K, T> {}

    /** The same with what is made of it; what turns out to be damaged there can't be read either. */
    default <U> Listed<K, U> map(Function<T, U> made) {
        return switch (this) {
            case Readable<K, T>(K place, T value) -> {
                try {
                    yield new Readable<>(place, made.apply(value));
                } catch (FailedCall failed) {
                    yield new Unreadable<>(place, damage(failed));
                }
            }
            case Unreadable<K, T>(K place, Failure.Damaged why) -> new Unreadable<>(place, why);
        };
    }

    /** Those that can be understood. */
    static <T> List<T> readable(List<? extends Listed<?, T>> all) {
        return all.stream()
                .flatMap(one -> one instanceof Readable<?, T> readable ? Stream.of(readable.value()) : Stream.empty())
                .toList();
    }

    /** Why the others can't. */
    static List<Failure.Damaged> unreadable(List<? extends Listed<?, ?>> all) {
        return all.stream()
                .flatMap(one -> one instanceof Unreadable<?, ?> broken ? Stream.of(broken.why()) : Stream.empty())
                .toList();
    }

    /** What is looked up; nothing, if it is damaged: lists tell of that. */
    static <T> Optional<T> unlessDamaged(Supplier<T> lookup) {
        try {
            return Optional.of(lookup.get());
        } catch (FailedCall failed) {
            damage(failed);
            return Optional.empty();
        }
    }

    /** @throws FailedCall if it is another failure */
    static Failure.Damaged damage(FailedCall failed) {
        if (failed.failure() instanceof Failure.Damaged why) {
            return why;
        }
        throw failed;
    }
}
